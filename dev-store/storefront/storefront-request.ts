import type { IncomingMessage, ServerResponse } from "node:http";
import type { EdgeContext } from "../network/edge-context.ts";
import type { Shop } from "../state/shop.ts";

/** A request to one shop's storefront, wherever that is mounted. */
export interface StorefrontRequest {
  request: IncomingMessage;
  response: ServerResponse;
  context: EdgeContext;
  shop: Shop;
  /** "/shop/NAME" on the loopback server, "" under the shop's own host. */
  base: string;
  /** Path within the storefront: "/", "/products/x". */
  path: string;
  query: URLSearchParams;
}
