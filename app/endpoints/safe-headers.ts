import type { ServerResponse } from "node:http";

const YEAR_SECONDS = 31_536_000;

/**
 * What every answer says, whoever gives it. A browser takes a file for what it is said to be; other sites do not learn the
 * addresses of pages, which hold the shop and, at the first visit, a token; and who came by https comes by nothing else.
 * Who may embed pages is said by Shopify's library, for each shop (entry.server.tsx).
 * @param isSecure whether the app's address is one of https
 */
export function setSafeHeaders(response: ServerResponse, isSecure: boolean): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  if (isSecure) response.setHeader("strict-transport-security", `max-age=${YEAR_SECONDS}`);
}
