import type { IncomingMessage } from "node:http";
import { now } from "../clock.server.ts";
import { env } from "../env.server.ts";
import type { VerifiedProxyRequest } from "../shopify/verify-app-proxy.server.ts";
import { createQueryVerifier, type VerifyQuery } from "./verify-query.ts";

let verifyQuery: VerifyQuery | undefined;

/** Checks that a request came through Shopify's app proxy: one memory of verified queries for all endpoints behind it. */
export function verifyProxyRequest({ url = "" }: IncomingMessage): VerifiedProxyRequest {
  verifyQuery ??= createQueryVerifier(env().SHOPIFY_API_SECRET);
  return verifyQuery(url.slice(url.indexOf("?") + 1), now());
}
