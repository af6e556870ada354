import { TRUST_RANK } from "../score/merge-rows.ts";
import type { AboutRow } from "./situation.ts";

/** The looks of a person's identities as one person's: those that differ in nothing but their instants are added up. */
export function mergeLooks(looks: readonly AboutRow[]): AboutRow[] {
  const merged: AboutRow[] = [];
  let last: AboutRow | undefined;
  for (const look of [...looks].sort(compareLooks)) {
    if (last !== undefined && compareLooks(last, look) === 0) {
      last = {
        ...last,
        count: last.count + look.count,
        value: last.value + look.value,
        firstAt: Math.min(last.firstAt, look.firstAt),
        lastAt: Math.max(last.lastAt, look.lastAt),
      };
      merged[merged.length - 1] = last;
    } else {
      last = look;
      merged.push(look);
    }
  }
  return merged;
}

function compareLooks(a: AboutRow, b: AboutRow): number {
  if (a.signal !== b.signal) return a.signal < b.signal ? -1 : 1;
  if (a.slot !== b.slot) return a.slot - b.slot;
  if (a.about !== b.about) return a.about < b.about ? -1 : 1;
  return TRUST_RANK[a.trust] - TRUST_RANK[b.trust];
}
