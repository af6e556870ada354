import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { shareShopLock } from "../../app/db/locks.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { BUILD_BATCH } from "../../app/services/build-round.ts";
import { buildSegments } from "../../app/services/build-segments.ts";
import { publishSegment } from "../../app/services/publish-segment.ts";
import { conditionOf } from "./conditions.ts";

const PROBE_MS = 20;

/** Publishes segments and builds them as the worker does, until they are in force. */
export async function recompute(
  pool: pg.Pool,
  work: { shopId: number; now: number; segments: number },
): Promise<{
  seconds: number;
  cpuSeconds: number;
  swapSeconds: number;
  /** The longest time for which a scoring of the shop would have waited. */
  waitSeconds: number;
  entries: number;
}> {
  const { shopId, now } = work;
  for (let index = 0; index < work.segments; index += 1) {
    const result = await publishSegment({
      ...{ pool, shopId, now, handle: `bench-${index}`, baseVersion: null, text: null },
      isTold: false,
      draft: {
        name: `Segment ${index}`,
        description: "",
        tag: index < 20 ? `bench ${index}` : null,
        condition: conditionOf(index),
        leaveWhen: null,
        minimumStayMs: 0,
        minimumAbsenceMs: 0,
      },
    });
    if (result.outcome !== "published") throw new Error(`Not published: ${result.outcome}`);
  }
  const wait = watchLock(pool, shopId);
  const cpuAt = process.cpuUsage();
  const startedAt = performance.now();
  for (;;) {
    const batchAt = performance.now();
    const result = await buildSegments({ pool, shopId, now, limit: BUILD_BATCH });
    if (result.outcome === "judged") continue;
    if (result.outcome !== "in-force") throw new Error(`Not built: ${result.outcome}`);
    const endedAt = performance.now();
    const { rows } = await pool.query<{ entries: number }>(
      "SELECT count(*)::int AS entries FROM segment_membership WHERE shop_id = $1",
      [shopId],
    );
    const { user, system } = process.cpuUsage(cpuAt);
    return {
      cpuSeconds: (user + system) / 1e6,
      seconds: (endedAt - startedAt) / 1000,
      swapSeconds: (endedAt - batchAt) / 1000,
      waitSeconds: await wait.stop(),
      entries: rows[0]?.entries ?? 0,
    };
  }
}

/** Asks for the lock that scoring shares, again and again. */
function watchLock(pool: pg.Pool, shopId: number): { stop(): Promise<number> } {
  let isOver = false;
  let longest = 0;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const askedAt = performance.now();
      await inTransaction(pool, (db) => shareShopLock(db, "segments", shopId));
      longest = Math.max(longest, (performance.now() - askedAt) / 1000);
      await sleep(PROBE_MS);
    }
  };
  const watching = watch();
  return {
    async stop() {
      isOver = true;
      await watching;
      return longest;
    },
  };
}
