/** Troubles that a test can order. Counts go down by one with each request that they hit. */
export interface GraphqlFaults {
  /** So many requests are answered THROTTLED, whatever the bucket holds. */
  throttleNext?: number;
  /** So many requests are answered 500 before anything happens. */
  status500Next?: number;
  /** So many requests are carried out, and the connection breaks before the answer. */
  dropAfterCommitNext?: number;
  /** The counted faults hit only requests in whose text this stands, e.g. the name of a mutation. */
  onlyOf?: string;
  /** Real ms that every request takes longer. */
  delayMs?: number;
  /** The delay hits only requests of the shop of this domain. */
  delayOnlyAt?: string;
  /** How many requests the delay has hit; counts up. */
  delayed?: number;
}

/** Uses up one of a counted fault; false where none is left, or where it is not meant for this request. */
export function takeFault(
  faults: GraphqlFaults,
  name: "throttleNext" | "status500Next" | "dropAfterCommitNext",
  requestText: string,
): boolean {
  if (faults.onlyOf !== undefined && !requestText.includes(faults.onlyOf)) return false;
  const left = faults[name] ?? 0;
  if (left <= 0) return false;
  faults[name] = left - 1;
  return true;
}
