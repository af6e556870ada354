import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import type { Visitor } from "../plan/action.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import type { ChaosWorld } from "../world/start-world.ts";
import { timesWithdrawn, type Ledger } from "./ledger.ts";
import { at } from "./stage.ts";
import { browserId } from "./storefront-batch.ts";

const PATH_PREFIX = "/apps/kindling";

export const BROWSER_HEADERS = { "user-agent": DESKTOP_BROWSER };

/** A browser in a shop. */
interface Visit {
  /** By which it stays the same one, whatever its id. */
  browser: string;
  /** Its id, the same in every shop until its visitor takes their consent back in one. */
  client: string;
  /** Who is logged in. */
  customer: string | null;
  /** Under this name is known what is sent of it in this shop. */
  of: string;
}

export function visitOf(
  ledger: Ledger,
  open: ChaosShop,
  { shop, who }: { shop: number; who: Visitor },
): Visit {
  const customer = "customer" in who ? at(open.customerIds, who.customer) : null;
  const browser = "browser" in who ? `${who.browser}` : (customer ?? "");
  const times = timesWithdrawn(ledger.of(shop), browser);
  const client = browserId(times === 0 ? browser : `${browser} of ${open.domain}, ${times}`);
  return { browser, client, customer, of: `${open.domain} ${client}` };
}

/** The address at which Shopify's app proxy passes a browser's request on, signed anew at each try. */
export function proxyPath(
  world: Pick<ChaosWorld, "devStore" | "clientSecret">,
  { domain }: Pick<ChaosShop, "domain">,
  { endpoint, customer }: { endpoint: string; customer: string | null },
): () => string {
  const visit = { shopDomain: domain, customerId: customer, pathPrefix: PATH_PREFIX };
  return () => {
    const signed = { ...visit, at: world.devStore.clock.now() };
    return `${endpoint}?${buildProxyQuery(new URLSearchParams(), signed, world.clientSecret)}`;
  };
}
