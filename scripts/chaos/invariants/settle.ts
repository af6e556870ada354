import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { countWorkLeft } from "../../../app/queries/work-left.ts";
import type { Stage } from "../traffic/stage.ts";
import type { ChaosWorld } from "../world/start-world.ts";

const PATIENCE_MS = 90_000;
const POLL_MS = 100;
/** Shopify tries again after a minute and more, and shops rest after failures: their time is made to pass. */
export const FAST = 300;
const QUIET_LOOKS = 3;
/** For what came due in the last moments of the fast time and is done at once. */
const STANDSTILL_MS = 5_000;

/**
 * Waits until every request is answered, every webhook delivered and no work left, and then stops the clock: what is
 * compared then is of one instant. `resumeClock` lets time go on.
 * @returns what is still left where it takes too long; null: all is settled
 */
export async function settle(stage: Omit<Stage, "nextNumber" | "ledger">): Promise<string | null> {
  const { world, sender, reader } = stage;
  await world.fleet.ready();
  const deadline = performance.now() + PATIENCE_MS;
  const waitUntil = async (
    look: () => Promise<string | null>,
    until = deadline,
  ): Promise<string | null> => {
    let left: string | null = null;
    for (let quiet = 0; performance.now() < until;) {
      left = await look();
      quiet = left === null ? quiet + 1 : 0;
      if (quiet === QUIET_LOOKS) return null;
      await sleep(POLL_MS);
    }
    return left ?? "it was never quiet for long";
  };
  const unanswered = await waitUntil(async () => {
    const left = sender.pending() + reader.pending();
    return left === 0 ? null : `${left} requests`;
  });
  if (unanswered !== null) return unanswered;
  for (;;) {
    // What waits for a later instant would wait for good on a clock that stands still.
    world.clocks.setSpeed(FAST);
    const unfinished = await waitUntil(async () => {
      await hastenJobs(world.database.pool);
      return describeWork(stage);
    });
    world.clocks.setSpeed(0);
    if (unfinished !== null) return unfinished;
    const until = Math.min(deadline, performance.now() + STANDSTILL_MS);
    const left = await waitUntil(() => describeWork(stage), until);
    if (left === null || performance.now() >= deadline) return left;
  }
}

export function resumeClock({ clocks }: ChaosWorld): void {
  clocks.setSpeed(1);
}

async function describeWork({
  world: { devStore, database, shops },
  erasing,
  returning,
}: Pick<Stage, "world" | "erasing" | "returning">): Promise<string | null> {
  const { ready, taken, waiting } = devStore.webhooks.counts();
  const words = ready + taken + waiting > 0 ? [`${ready + taken + waiting} webhooks`] : [];
  const erasures = erasing.size + (await countOpenErasures(database.pool));
  if (erasures > 0) words.push(`${erasures} erasures`);
  for (const { shopId, domain } of shops) {
    const left = await countWorkLeft(database.pool, shopId, devStore.clock.now());
    const { rawEvents, profiles, tags, metafields } = left;
    if (returning.has(domain) || !left.isReady) words.push(`${domain} is not back`);
    if (rawEvents + profiles + tags + metafields > 0) {
      const outbox = `${tags} tags, ${metafields} metafields`;
      words.push(`${domain}: ${rawEvents} events, ${profiles} profiles, ${outbox}`);
    }
  }
  return words.length === 0 ? null : words.join("; ");
}

/** An interrupted erasure is tried again ten seconds later, then rarer, by the database's clock, whose time passes as it does. */
async function hastenJobs(pool: pg.Pool): Promise<void> {
  await pool.query(
    "UPDATE pgboss.job SET start_after = now() WHERE state = 'retry' AND start_after > now()",
  );
}

async function countOpenErasures(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    "SELECT count(*)::int AS open FROM privacy_request WHERE done_at IS NULL",
  );
  return rows[0]?.open ?? 0;
}
