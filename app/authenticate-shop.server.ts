import { redirect as goTo } from "@remix-run/node";
import { now } from "./clock.server.ts";
import { getPool } from "./db/pool.server.ts";
import { enterShop } from "./db/shop-scope.ts";
import { findShop, type ShopRow } from "./db/shop.ts";
import { SECOND_MS, type Instant } from "./pipeline/shared/time.ts";
import { installShop } from "./services/install-shop.ts";
import { isDeleted, restartShop } from "./services/restart-shop.ts";
import { authenticate } from "./shopify.server.ts";
import { createAdminApi } from "./shopify/admin-api.ts";

/**
 * Lets a merchant in, whatever became of their shop. A page that is reloaded inside the admin's frame (as Remix does by itself where
 * a deploy took a page's script away) lacks what the admin adds to an address, and Shopify's library would send it to a log-in:
 * the landing page asks App Bridge for the frame's place.
 * @throws Response that leads elsewhere
 */
export function authenticateAdmin(request: Request): ReturnType<typeof authenticate.admin> {
  const { searchParams, pathname, search } = new URL(request.url);
  if (!request.headers.has("authorization") && !searchParams.has("shop"))
    throw goTo(`/?${new URLSearchParams({ back: pathname + search })}`);
  return authenticate.admin(request);
}

/**
 * Lets a request of the embedded app in and gives its shop. A shop that is not installed (the first
 * visit, the first after a reinstall, one whose installation failed half way) is installed here, so
 * that no page ever meets a session without a shop. Where the merchant had everything deleted no visit begins anew.
 * What the request asks of the database from here on sees this shop's rows, and no other's.
 * @throws Response that leads to the page of what was deleted, or refuses an address that no page has
 */
export async function authenticateShop(request: Request): Promise<ShopRow> {
  return (await authenticateVisit(request)).shop;
}

/** The same, with the instant at which the token of the visit ends. */
export async function authenticateVisit(
  request: Request,
): Promise<{ shop: ShopRow; tokenEndsAt: Instant }> {
  const { session, admin, sessionToken, redirect } = await authenticateAdmin(request);
  refuseUnstorable(request.url);
  const tokenEndsAt = sessionToken.exp * SECOND_MS;
  const known = await findShop(getPool(), session.shop);
  if (known?.status === "installed") {
    enterShop(known.shopId);
    return { shop: known, tokenEndsAt };
  }
  if (known !== null && (await isDeleted(getPool(), known.shopId))) throw redirect("/app/deleted");
  const shop = await installShop({
    pool: getPool(),
    admin: createAdminApi((document, variables) => admin.graphql(document, { variables })),
    domain: session.shop,
    now: now(),
  });
  enterShop(shop.shopId);
  return { shop, tokenEndsAt };
}

/**
 * Words of an address are looked up in the database, which cannot be asked for NUL. Halves of a character do not come out of
 * an address: they are mended where it is read.
 */
function refuseUnstorable(url: string): void {
  if (url.includes("%00"))
    throw new Response("No address holds the character NUL", { status: 400 });
}

/** Begins anew for a shop whose merchant had everything deleted. @returns the way to its first page */
export async function restartDeletedShop(request: Request): Promise<Response> {
  const { session, admin, redirect } = await authenticateAdmin(request);
  await restartShop({
    pool: getPool(),
    admin: createAdminApi((document, variables) => admin.graphql(document, { variables })),
    domain: session.shop,
    now: now(),
  });
  return redirect("/app");
}
