import type { ReasonRows, Unmatched, UnreadableRow } from "./history.ts";

const NAMED_ROWS = 20;

/** What became of every row that is no part of an order: nothing may be left out in silence. */
export interface RowLedger {
  unreadable(line: number, reason: string): void;
  skip(reason: string, rows?: number): void;
  /** `why` without the row's own figures, so that rows of one kind are counted together. */
  unmatched(entry: Unmatched, why: string): void;
  close(): ClosedLedger;
}

export interface ClosedLedger {
  unreadable: UnreadableRow[];
  skipped: ReasonRows[];
  unmatched: Unmatched[];
  unmatchedReasons: ReasonRows[];
  counts: { unreadable: number; notASale: number; unmatchedCancellations: number };
}

export function openRowLedger(): RowLedger {
  const unreadable: UnreadableRow[] = [];
  const unmatched: Unmatched[] = [];
  const skipped = new Map<string, number>();
  const unmatchedReasons = new Map<string, number>();
  const counts = { unreadable: 0, notASale: 0, unmatchedCancellations: 0 };
  return {
    unreadable(line, reason) {
      counts.unreadable += 1;
      if (unreadable.length < NAMED_ROWS) unreadable.push({ line, reason });
    },
    skip(reason, rows = 1) {
      counts.notASale += rows;
      skipped.set(reason, (skipped.get(reason) ?? 0) + rows);
    },
    unmatched(entry, why) {
      counts.unmatchedCancellations += 1;
      unmatchedReasons.set(why, (unmatchedReasons.get(why) ?? 0) + 1);
      if (unmatched.length < NAMED_ROWS) unmatched.push(entry);
    },
    close: () => ({
      unreadable: unreadable.sort((a, b) => a.line - b.line),
      unmatched,
      counts,
      skipped: mostRowsFirst(skipped),
      unmatchedReasons: mostRowsFirst(unmatchedReasons),
    }),
  };
}

const mostRowsFirst = (reasons: Map<string, number>): ReasonRows[] =>
  [...reasons]
    .map(([reason, rows]) => ({ reason, rows }))
    .sort((a, b) => b.rows - a.rows || compareText(a.reason, b.reason));

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
