import type { Snapshot } from "./snapshot.ts";

/** A batch that is scored has hundreds. Fits have tens of thousands, ask for hardly anything twice, and would hold on to all of it. */
const MOST_CUSTOMERS = 1000;

const kept = new WeakMap<Snapshot, Map<string, unknown>>();

/**
 * What is computed of a snapshot, once for all who ask by the same key: the tasks of a shop's model ask for the same of each
 * batch of customers. Nobody changes what they get.
 */
export function keptWith<Value>(snapshot: Snapshot, key: string, compute: () => Value): Value {
  if (snapshot.customers.length > MOST_CUSTOMERS) return compute();
  const values = kept.get(snapshot) ?? new Map<string, unknown>();
  kept.set(snapshot, values);
  if (!values.has(key)) values.set(key, compute());
  return values.get(key) as Value;
}
