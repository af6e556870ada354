import { parse } from "node:querystring";
import type { Instant } from "../pipeline/shared/time.ts";
import {
  isFresh,
  verifyAppProxy,
  type VerifiedProxyRequest,
} from "../shopify/verify-app-proxy.server.ts";

/** More than these are forgotten together. */
const MOST_REMEMBERED = 1000;
/** What is longer has parameters of the visitor's own, and does not come again. */
const LONGEST_REMEMBERED = 500;
/** Parameters beyond a number would be left out of what was signed. */
const ALL = { maxKeys: 0 };

/** Checks the query of a request of Shopify's app proxy, without its question mark, as `verifyAppProxy` does. */
export type VerifyQuery = (query: string, now: Instant) => VerifiedProxyRequest;

/**
 * Shopify signs the shop, the second and who is logged in: all visitors of a shop who are not send the same query in one second,
 * and one that was verified is so until it is too old. At a busy shop that spares a request an eighth of its time.
 */
export function createQueryVerifier(secret: string): VerifyQuery {
  const remembered = new Map<string, Extract<VerifiedProxyRequest, { outcome: "verified" }>>();
  return (query, now) => {
    const known = remembered.get(query);
    if (known !== undefined && isFresh(known.signedAtSeconds, now)) return known;
    const verified = verifyAppProxy(parse(query, "&", "=", ALL), { secret, now });
    if (verified.outcome === "verified" && query.length <= LONGEST_REMEMBERED) {
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(query, verified);
    }
    return verified;
  };
}
