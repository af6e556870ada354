const MAX_LENGTH = 255;
/** Below these a path names a person's order, or holds a token that opens an account or a checkout. */
const PRIVATE = /(\/(?:account|orders|checkouts|customer_authentication))\/.*/i;

/** The path without what stands below a private area. */
export function shortenPath(pathname: string): string {
  return pathname.replace(PRIVATE, "$1").slice(0, MAX_LENGTH);
}
