import type { Clock } from "../clock/clock.ts";
import type { PixelExtension } from "../pixel/pixel-extension.ts";
import type { DevDatabase } from "../state/database.ts";
import type { Shop } from "../state/shop.ts";
import type { AppConfig } from "../state/types.ts";

/** What the pages and the storefront of the dev store may ask of its core. */
export interface EdgeContext {
  database: DevDatabase;
  clock: Clock;
  app: AppConfig;
  /** The app's web pixel as deployed; undefined where it has none. */
  pixelExtension: PixelExtension | undefined;
  /** http://127.0.0.1:PORT, for a person's browser. */
  url: string;
  /** "http" on the loopback server for a person's browser, "https" behind the proxy. */
  scheme: "http" | "https";
  /** Host header without its port, lower case: 127.0.0.1, name.myshopify.com, cdn.shopify.com. */
  host: string;
  shops(): Shop[];
  /** By domain ("name.myshopify.com") or by name ("name"). */
  findShop(domainOrName: string): Shop | undefined;
  /** A session token for the admin's user of that shop; lives 60 s of the dev store's clock. */
  mintSessionToken(shopDomain: string): string;
  /** The parameters with which the admin opens an embedded page: embedded, shop, host, id_token, … */
  embedParameters(shopDomain: string, locale: string): URLSearchParams;
}
