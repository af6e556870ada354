import type { SlotRow } from "../shared/records.ts";
import type { Signal } from "../shared/signals.ts";
import { DAY_MS, SLOT_MS } from "../shared/time.ts";

const SLOTS_PER_DAY = DAY_MS / SLOT_MS;

/**
 * Hands out the daily caps of signals over rows in the order of `mergeRows`: each row gets as many
 * of its occurrences as its UTC day has left.
 */
export function createAllotment(): (row: SlotRow, dailyCap: number) => number {
  let signal: Signal | null = null;
  let day = 0;
  let left = 0;
  return (row, dailyCap) => {
    const rowDay = Math.floor(row.slot / SLOTS_PER_DAY);
    if (row.signal !== signal || rowDay !== day) left = dailyCap;
    signal = row.signal;
    day = rowDay;
    const counted = Math.min(row.count, left);
    left -= counted;
    return counted;
  };
}
