import pg from "pg";
import {
  insertRawEventGroup,
  nameOfEvent,
  type GroupedRawEvent,
  type StoredGroup,
} from "../db/raw-event-groups.ts";
import { LateError } from "../db/late-error.ts";
import { workFor } from "../db/shop-scope.ts";
import { createLanes, type RawEventBatch, type Stored, type Waiting } from "./raw-event-lanes.ts";
import { createRepeats } from "./repeats.ts";
import { createWaits } from "./waits.ts";

/** Statements under way at once in a process: more would only take the other work's connections. */
const STATEMENTS_AT_ONCE = 3;

export interface RawEventWriter {
  /**
   * Makes what a source sent durable, once. Answers after the commit.
   * @throws what the database throws, or LateError: the events may be stored later, and are to be sent again
   */
  write(batch: RawEventBatch): Promise<Stored>;
  /** Events that wait for a statement. */
  waiting(): number;
}

/**
 * Commits together what arrives together: while one statement runs, requests of the same shop wait and are the next. A
 * commit costs as much as a hundred rows, so a busy server is paid for it, and a quiet one answers as quickly as before.
 * Each statement is of one shop.
 * @param options.waitMs how long a sender waits at most, whatever the database does; null: as long as it takes
 */
export function createRawEventWriter(options: {
  pool: pg.Pool;
  waitMs?: number | null;
}): RawEventWriter {
  const { pool, waitMs = null } = options;
  const lanes = createLanes();
  const waits = createWaits<Waiting>(waitMs, (late) => {
    // Whoever was refused sends again: what was not begun must not be stored twice for it, nor take the others' room.
    lanes.expire(new Set(late));
    for (const { fail } of late) fail(new LateError("storing"));
  });
  const repeats = createRepeats();
  let running = 0;

  const store = async (shopId: number, group: Waiting[]): Promise<void> => {
    try {
      const events = eventsOf(group);
      const mayRepeat = repeats.areExpected(shopId, performance.now());
      const stored = await insertRawEventGroup(pool, shopId, { events, mayRepeat });
      if (stored !== null && stored.fresh !== "all") repeats.note(shopId, performance.now());
      answerGroup(group, events, stored);
    } catch (error) {
      if (group.length > 1 && isAboutData(error)) {
        for (const waiting of group) await store(shopId, [waiting]);
      } else for (const { fail } of group) fail(error);
    }
  };

  const run = async (shopId: number, group: Waiting[]): Promise<void> => {
    try {
      await workFor(shopId, () => store(shopId, group));
    } finally {
      running -= 1;
      lanes.finish(shopId);
      startNext();
    }
  };
  const startNext = (): void => {
    while (running < STATEMENTS_AT_ONCE) {
      const next = lanes.take();
      if (next === null) return;
      running += 1;
      void run(next.shopId, next.group);
    }
  };

  let isStarting = false;
  /**
   * When all that came by now has been read and has come here: begun at once, a group is of the first request alone, and those beside
   * it wait for it.
   */
  const startSoon = (): void => {
    if (isStarting) return;
    isStarting = true;
    setImmediate(() => {
      isStarting = false;
      startNext();
    });
  };

  return {
    write: (batch) =>
      new Promise<Stored>((resolve, reject) => {
        const waiting: Waiting = {
          batch,
          answer: (stored) => {
            waits.end(waiting);
            resolve(stored);
          },
          fail: (error) => {
            waits.end(waiting);
            reject(error as Error);
          },
        };
        if (batch.events.length === 0) resolve({ outcome: "stored", accepted: 0 });
        else if (lanes.add(waiting)) {
          waits.begin(waiting);
          startSoon();
        } else resolve({ outcome: "overloaded" });
      }),
    waiting: () => lanes.waiting(),
  };
}

/** Class 22 of SQL's states, "data exception": one event that the database does not take must not fail its neighbours. */
const isAboutData = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code?.startsWith("22") === true;

interface NamedEvent extends GroupedRawEvent {
  name: string;
  /** Place in the group of the first request that brought it: to that one it is new. */
  broughtBy: number;
}

/** In one order for all processes, so that two that store the same events do not wait for each other in a ring. */
function eventsOf(group: Waiting[]): NamedEvent[] {
  const byName = new Map<string, NamedEvent>();
  group.forEach(({ batch: { source, receivedAt, events } }, broughtBy) => {
    for (const { key, topic, wire } of events) {
      const name = nameOfEvent(source, key);
      if (byName.has(name)) continue;
      byName.set(name, { name, key, topic, wire, source, receivedAt, broughtBy });
    }
  });
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function answerGroup(
  group: Waiting[],
  events: readonly NamedEvent[],
  stored: StoredGroup | null,
): void {
  if (stored === null) {
    for (const { answer } of group) answer({ outcome: "not-installed" });
    return;
  }
  const { fresh } = stored;
  const accepted = group.map(() => 0);
  for (const { name, broughtBy } of events)
    if (fresh === "all" || fresh.has(name)) accepted[broughtBy] = (accepted[broughtBy] ?? 0) + 1;
  group.forEach(({ answer }, place) =>
    answer({ outcome: "stored", accepted: accepted[place] ?? 0 }),
  );
}
