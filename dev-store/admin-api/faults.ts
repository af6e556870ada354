/** Troubles that a test can order. Counts go down by one with each request that they hit. */
export interface GraphqlFaults {
  /** So many requests are answered THROTTLED, whatever the bucket holds. */
  throttleNext?: number;
  /** So many requests are answered 500 before anything happens. */
  status500Next?: number;
  /** So many requests are carried out, and the connection breaks before the answer. */
  dropAfterCommitNext?: number;
  /** Real ms that every request takes longer. */
  delayMs?: number;
}

/** Uses up one of a counted fault; false where none is left. */
export function takeFault(
  faults: GraphqlFaults,
  name: "throttleNext" | "status500Next" | "dropAfterCommitNext",
): boolean {
  const left = faults[name] ?? 0;
  if (left <= 0) return false;
  faults[name] = left - 1;
  return true;
}
