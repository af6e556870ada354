import type { ServerResponse } from "node:http";

const YEAR_SECONDS = 31_536_000;

/**
 * What every answer with content says, whoever gives it. A browser takes a file for what it is said to be; other sites do not
 * learn the addresses of pages, which hold the shop and, at the first visit, a token.
 */
export const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
};

/**
 * Says it of whatever a browser may be shown, and that who came by https comes by nothing else. Who may embed pages is said by
 * Shopify's library, for each shop (entry.server.tsx).
 * @param isSecure whether the app's address is one of https
 */
export function setSafeHeaders(response: ServerResponse, isSecure: boolean): void {
  for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
  if (isSecure) response.setHeader("strict-transport-security", `max-age=${YEAR_SECONDS}`);
}
