import type pg from "pg";
import { addIntake, type IntakeCount } from "../db/intake.ts";
import { acrossShops } from "../db/shop-scope.ts";
import { slicesOf } from "../pipeline/shared/slices-of.ts";
import { mendText } from "../pipeline/shared/storable-text.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";

/** How long counts wait in memory: what a killed process loses of them at most. */
const FLUSH_MS = 1000;
/** Reasons are texts of ours, but they name fields of payloads: a bound on what one shop's minute can hold. */
const MAX_REASON_LENGTH = 120;
/** Different reasons of one shop in one minute: names of events are the sender's choice, and anybody may send. */
const MAX_REASONS = 100;
const OTHER_REASONS = "others";
/** How much of a second's counts is locked at a time. */
const ROWS_A_STATEMENT = 1000;

export interface IntakeTally {
  /** Counts what came in from a source and what became of it; `count` in events, batches or deliveries. */
  note(entry: Omit<IntakeCount, "minute">): void;
  /** Writes what was counted. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Counts of what came in, for people to see whether a source is alive and what is refused. They are kept in
 * memory for a second, so that a request that is refused costs the database nothing: it is events that may
 * not be lost, counts of them may.
 */
export function createIntakeTally(options: {
  pool: pg.Pool;
  clock: () => number;
  onFailure: (reason: string) => void;
  /** Told of what was counted, before it is written. */
  onFlush?: (counts: readonly IntakeCount[]) => void;
}): IntakeTally {
  let counts = new Map<string, IntakeCount>();
  const reasons = new Map<number, Set<string>>();
  let reasonsMinute = 0;
  const boundReason = (shopId: number, minute: number, given: string): string => {
    if (minute !== reasonsMinute) reasons.clear();
    reasonsMinute = minute;
    const reason = mendText(given.slice(0, MAX_REASON_LENGTH));
    const known = reasons.get(shopId) ?? new Set<string>();
    if (known.size >= MAX_REASONS && !known.has(reason)) return OTHER_REASONS;
    reasons.set(shopId, known.add(reason));
    return reason;
  };
  const flush = async (): Promise<void> => {
    if (counts.size === 0) return;
    const taken = [...counts.values()];
    counts = new Map();
    options.onFlush?.(taken);
    try {
      for (const rows of slicesOf(taken, ROWS_A_STATEMENT))
        await addIntake(acrossShops(options.pool), rows);
    } catch (error) {
      options.onFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();
  return {
    note(entry) {
      const minute = Math.floor(options.clock() / MINUTE_MS);
      const reason = boundReason(entry.shopId, minute, entry.reason);
      const key = [entry.shopId, entry.source, minute, entry.outcome, reason].join(" ");
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { ...entry, reason, minute });
      else known.count += entry.count;
    },
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
