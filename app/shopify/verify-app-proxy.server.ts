import { createHmac } from "node:crypto";
import type { ParsedUrlQuery } from "node:querystring";
import { SECOND_MS, type Instant } from "../pipeline/shared/time.ts";
import { isSameText } from "./is-same-text.ts";

export type VerifiedProxyRequest =
  | {
      outcome: "verified";
      domain: string;
      loggedInCustomerId: string | null;
      /** By Shopify's clock, in whole seconds since 1970. */
      signedAtSeconds: number;
    }
  | { outcome: "refused"; reason: string };

/** How far from now a request may have been signed, as Shopify's library has it. */
const TOLERANCE_SECONDS = 90;

export const isFresh = (signedAtSeconds: number, now: Instant): boolean =>
  Math.abs(Math.trunc(now / SECOND_MS) - signedAtSeconds) <= TOLERANCE_SECONDS;

/** Shopify sends each of these once. A repeat would let one value be signed and another be read. */
const SINGLE_PARAMETERS = ["shop", "timestamp", "signature", "hmac", "logged_in_customer_id"];

/**
 * Checks that a request came through Shopify's app proxy, within the last 90 seconds: `signature` is the hex HMAC-SHA256, by
 * the app's secret, of all other parameters as decoded `key=value`, in order and put together without anything between
 * (https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies). Shopify's library does the same
 * in a tenth of the speed, which is half of what the busiest endpoint costs; a test holds the two against each other.
 * @param query as node:querystring parses it, in half the time of URLSearchParams
 */
export function verifyAppProxy(
  query: ParsedUrlQuery,
  { secret, now }: { secret: string; now: Instant },
): VerifiedProxyRequest {
  for (const name of SINGLE_PARAMETERS)
    if (Array.isArray(query[name]))
      return { outcome: "refused", reason: `The parameter ${name} stands twice` };
  const read = (name: string): string => String(query[name] ?? "");
  const domain = read("shop");
  if (domain === "") return { outcome: "refused", reason: "The parameter shop is missing" };
  const signature = read("signature");
  if (signature === "") return { outcome: "refused", reason: "The parameter signature is missing" };
  const signedAtSeconds = Number(read("timestamp") || Number.NaN);
  if (!Number.isInteger(signedAtSeconds))
    return { outcome: "refused", reason: "The parameter timestamp is missing or no number" };
  if (!isFresh(signedAtSeconds, now))
    return { outcome: "refused", reason: "The signature is too old, or of the future" };
  if (!isSameText(signature, sign(query, secret)))
    return { outcome: "refused", reason: "The signature does not match" };
  const loggedInCustomerId = read("logged_in_customer_id") || null;
  return { outcome: "verified", domain, loggedInCustomerId, signedAtSeconds };
}

function sign(query: ParsedUrlQuery, secret: string): string {
  const pairs: string[] = [];
  // A list is put together with commas, as Shopify signs it.
  for (const name in query) if (name !== "signature") pairs.push(`${name}=${String(query[name])}`);
  return createHmac("sha256", secret).update(pairs.sort().join("")).digest("hex");
}
