import { now } from "./clock.server.ts";
import { getPool } from "./db/pool.server.ts";
import { findShop, type ShopRow } from "./db/shop.ts";
import { SECOND_MS, type Instant } from "./pipeline/shared/time.ts";
import { installShop } from "./services/install-shop.ts";
import { authenticate } from "./shopify.server.ts";
import { createAdminApi } from "./shopify/admin-api.ts";

/**
 * Lets a request of the embedded app in and gives its shop. A shop that is not installed (the first
 * visit, the first after a reinstall, one whose installation failed half way) is installed here, so
 * that no page ever meets a session without a shop.
 */
export async function authenticateShop(request: Request): Promise<ShopRow> {
  return (await authenticateVisit(request)).shop;
}

/** The same, with the instant at which the token of the visit ends. */
export async function authenticateVisit(
  request: Request,
): Promise<{ shop: ShopRow; tokenEndsAt: Instant }> {
  const { session, admin, sessionToken } = await authenticate.admin(request);
  const tokenEndsAt = sessionToken.exp * SECOND_MS;
  const known = await findShop(getPool(), session.shop);
  if (known?.status === "installed") return { shop: known, tokenEndsAt };
  const shop = await installShop({
    pool: getPool(),
    admin: createAdminApi((document, variables) => admin.graphql(document, { variables })),
    domain: session.shop,
    now: now(),
  });
  return { shop, tokenEndsAt };
}
