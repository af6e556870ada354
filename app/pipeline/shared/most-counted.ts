/** Rows are counted up to here for a page: it must not wait for a walk through a million of them. */
export const MOST_COUNTED = 50_000;
