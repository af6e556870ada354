import type pg from "pg";
import { LateError } from "../db/late-error.ts";
import {
  createLanes,
  type RawEventBatch,
  type ShopGroup,
  type Stored,
  type Waiting,
} from "./raw-event-lanes.ts";
import { createGroupStore } from "./store-groups.ts";
import { createWaits } from "./waits.ts";

/** Commits under way at once in a process: more would only take the other work's connections. */
const COMMITS_AT_ONCE = 3;

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
 * Commits together what arrives together: while one commit is under way, requests of the same shop wait and are the next. A
 * commit costs as much as a hundred rows, so a busy server is paid for it, and a quiet one answers as quickly as before.
 * Each statement is of one shop; shops that send little share commits.
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
  const store = createGroupStore(pool);
  let running = 0;

  const run = async (groups: ShopGroup[]): Promise<void> => {
    running += 1;
    await store(groups);
    running -= 1;
    for (const { shopId } of groups) lanes.finish(shopId);
    startNext();
  };
  const startNext = (): void => {
    while (running < COMMITS_AT_ONCE) {
      const groups = lanes.take();
      if (groups.length === 0) return;
      void run(groups);
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
