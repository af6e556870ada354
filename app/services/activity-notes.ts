import type pg from "pg";
import { addActivities, type ActivityNote } from "../db/activities.ts";
import { noteChange } from "../db/shop-changes.ts";
import { workFor } from "../db/shop-scope.ts";
import { ACTIVITY_SUBJECTS, type ActivitySubject } from "../pipeline/shared/activity.ts";
import { HOUR_MS } from "../pipeline/shared/time.ts";

/** How long notes wait in memory: what a killed process loses of them at most. */
const FLUSH_MS = 1000;
/** Reasons are words of Shopify's and ours; a bound on what a row can hold. */
const MAX_REASON_LENGTH = 300;

export interface ActivityNotes {
  /** @param told.count records, customers or times, as the work counts */
  note(told: {
    shopId: number;
    subject: ActivitySubject;
    outcome: ActivityNote["outcome"];
    count: number;
    reason: string | null;
  }): void;
  /** Writes what was noted. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Notes what the worker did and what it failed at, for merchants to read. All of an hour is one row, so a shop whose work
 * fails every second has one line of it. They are kept in memory for a second: work may not be lost, notes of it may.
 */
export function createActivityNotes(options: {
  pool: pg.Pool;
  clock: () => number;
  onFailure: (reason: string) => void;
}): ActivityNotes {
  let notes = new Map<string, ActivityNote>();
  const flush = async (): Promise<void> => {
    if (notes.size === 0) return;
    const taken = [...notes.values()];
    notes = new Map();
    try {
      for (const [shopId, ofShop] of Map.groupBy(taken, (note) => note.shopId)) {
        await workFor(shopId, async () => {
          await addActivities(options.pool, ofShop);
          await noteChange(options.pool, shopId, ["activation"]);
        });
      }
    } catch (error) {
      options.onFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();
  return {
    note({ shopId, subject, outcome, count, reason }) {
      const at = options.clock();
      const hour = Math.floor(at / HOUR_MS);
      const key = [shopId, subject, outcome, hour].join(" ");
      const before = notes.get(key);
      notes.set(key, {
        shopId,
        kind: ACTIVITY_SUBJECTS[subject],
        subject,
        outcome,
        hour,
        at,
        count: count + (before?.count ?? 0),
        reason: reason?.slice(0, MAX_REASON_LENGTH) ?? before?.reason ?? null,
      });
    },
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
