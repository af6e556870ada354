/**
 * Of linear models. Strong, since one customer stands in several periods, and features of one history say much the same.
 * Between a third of it and ten times as much the results hardly differ.
 */
export const PENALTY = 200;

/** Leaves of a hundred rows: with one customer in up to five periods that is a few dozen people. */
export const BOOSTING = { rounds: 100, minRowsPerLeaf: 100 };
