import type { Privacy } from "./messages.ts";

/** Shopify's own name of a browser. */
const COOKIE = "_shopify_y";
const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * Who this browser is to Shopify. The cookie is set with consent to analytics and taken back with it; without
 * it every page has another id.
 */
export function createClientId(base: string): { read(): string; follow(privacy: Privacy): void } {
  const stored = (): string | undefined =>
    new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(document.cookie)?.[1];
  const ofThisPage = crypto.randomUUID();
  const write = (value: string, seconds: number): void => {
    document.cookie = `${COOKIE}=${value}; Path=${base}/; SameSite=Lax; Max-Age=${seconds}`;
  };
  return {
    read: () => stored() ?? ofThisPage,
    follow({ analyticsProcessingAllowed }) {
      if (!analyticsProcessingAllowed) write("", 0);
      else if (stored() === undefined) write(ofThisPage, YEAR_SECONDS);
    },
  };
}
