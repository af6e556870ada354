import type { BehavioralEvent, SlotRow } from "../shared/records.ts";
import { SIGNALS, TRUST_LEVELS } from "../shared/signals.ts";
import type { Signal, Trust } from "../shared/signals.ts";
import { slotOf } from "../shared/time.ts";
import { bestTellings } from "./facts.ts";
import { identityKey } from "./identity.ts";

/**
 * The roll-up in memory: rows by identity key, each identity's sorted by slot, signal and trust. Events
 * with one key are one fact, counted once, as its best telling has it. No events give an empty map.
 */
export function foldEvents(events: Iterable<BehavioralEvent>): Map<string, SlotRow[]> {
  const identities = new Map<string, Map<number, SlotRow>>();
  for (const event of bestTellings(events).values()) {
    const identity = identityKey(event.subject);
    let rows = identities.get(identity);
    if (rows === undefined) identities.set(identity, (rows = new Map()));
    countEvent(rows, event);
  }
  const folded = new Map<string, SlotRow[]>();
  for (const [identity, rows] of identities) {
    const sorted = [...rows].sort(([a], [b]) => a - b);
    folded.set(
      identity,
      sorted.map(([, row]) => row),
    );
  }
  return folded;
}

function countEvent(rows: Map<number, SlotRow>, event: BehavioralEvent): void {
  const { signal, trust, occurredAt, value } = event;
  const slot = slotOf(occurredAt);
  const rowKey = rowNumber(slot, signal, trust);
  const row = rows.get(rowKey);
  if (row === undefined) {
    rows.set(rowKey, {
      signal,
      trust,
      slot,
      count: 1,
      value,
      firstAt: occurredAt,
      lastAt: occurredAt,
    });
    return;
  }
  row.count += 1;
  row.value += value;
  if (occurredAt < row.firstAt) row.firstAt = occurredAt;
  if (occurredAt > row.lastAt) row.lastAt = occurredAt;
}

const signalNumber = new Map<Signal, number>(SIGNALS.map((signal, index) => [signal, index]));
const trustNumber = new Map<Trust, number>(TRUST_LEVELS.map((trust, index) => [trust, index]));

/** One number per slot, signal and trust, rising in this order: cheaper as a key than a text. */
function rowNumber(slot: number, signal: Signal, trust: Trust): number {
  const signalIndex = signalNumber.get(signal) ?? 0;
  const trustIndex = trustNumber.get(trust) ?? 0;
  return (slot * SIGNALS.length + signalIndex) * TRUST_LEVELS.length + trustIndex;
}
