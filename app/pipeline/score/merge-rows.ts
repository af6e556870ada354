import type { SlotRow } from "../shared/records.ts";
import type { Trust } from "../shared/signals.ts";

/** The most trusted first: it is counted first, and a cap takes from it last. */
export const TRUST_RANK: Record<Trust, number> = { signed: 0, claimed: 1, unsigned: 2 };

/**
 * The rows of a profile's identities as one person's: by signal, slot and trust, with rows that
 * share all three added up. Merging before points are rounded is what makes one person's score
 * the same whether their rows hang on one id or on several. The input is left as it is, and is the
 * result where it is merged already: whoever asks need not know.
 */
export function mergeRows(rows: readonly SlotRow[]): readonly SlotRow[] {
  if (isMerged(rows)) return rows;
  const sorted = [...rows].sort(compareRows);
  const merged: SlotRow[] = [];
  let last: SlotRow | undefined;
  for (const row of sorted) {
    if (last !== undefined && compareRows(last, row) === 0) {
      last = addRows(last, row);
      merged[merged.length - 1] = last;
    } else {
      last = row;
      merged.push(row);
    }
  }
  return merged;
}

function isMerged(rows: readonly SlotRow[]): boolean {
  let before: SlotRow | undefined;
  for (const row of rows) {
    if (before !== undefined && compareRows(before, row) >= 0) return false;
    before = row;
  }
  return true;
}

function compareRows(a: SlotRow, b: SlotRow): number {
  if (a.signal !== b.signal) return a.signal < b.signal ? -1 : 1;
  return a.slot - b.slot || TRUST_RANK[a.trust] - TRUST_RANK[b.trust];
}

const addRows = (a: SlotRow, b: SlotRow): SlotRow => ({
  ...a,
  count: a.count + b.count,
  value: a.value + b.value,
  firstAt: Math.min(a.firstAt, b.firstAt),
  lastAt: Math.max(a.lastAt, b.lastAt),
});
