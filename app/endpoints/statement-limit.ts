/** Pieces of lists, and a person's file: read in full, whatever their size. */
const IN_FULL = /^\/app\/(export\/|customers\/[^/]+\/file$)/;
/** Sent, for what they ask is long, and changing nothing. */
const PREVIEWS = /^\/app\/(segment|scoring)-preview$/;
/** What somebody changes may concern all customers of a shop: sooner given up, it would have to be done again. */
const CHANGE_FACTOR = 6;

/**
 * How long one statement of a page's request may take, in ms; 0: as long as it takes.
 * @param readMs for what is only read
 */
export function statementLimitMs(
  { method, path }: { method: string; path: string },
  readMs: number,
): number {
  if (IN_FULL.test(path)) return 0;
  const isRead = method === "GET" || method === "HEAD" || PREVIEWS.test(path);
  return isRead ? readMs : readMs * CHANGE_FACTOR;
}
