import { randomUUID } from "node:crypto";
import type pg from "pg";
import {
  findOpenBatch,
  noteBatchError,
  openBatch,
  refuseBatch,
  releaseBatch,
  settleBatch,
  type OpenBatch,
  type WaitingAnnouncement,
} from "../db/announcements.ts";
import { withShopLock } from "../db/locks.ts";
import { noteChange } from "../db/shop-changes.ts";
import { describeForFlow } from "../pipeline/activate/announcements.ts";
import { AdminApiError, type AdminApi, type CostBucket } from "../shopify/admin-api.ts";
import { readFlowMark, sendFlowTriggers } from "../shopify/flow-triggers.ts";
import { englishReason } from "../english/english-reason.ts";
import { untilHalfFull } from "./half-bucket.ts";

/** Triggers in one request: each costs a point, the mark ten. */
const TRIGGERS_PER_REQUEST = 50;
/** A request whose answer was lost may still be on its way: Shopify is not asked before it must have ended. */
const SETTLE_MS = 60_000;
const MAX_RETRY_DELAY_MS = 15 * 60_000;

export type TellFlowOutcome =
  | { outcome: "told"; triggers: number }
  | { outcome: "nothing-to-tell" }
  /** Another worker tells this shop's changes. */
  | { outcome: "busy" }
  /** Half of the budget is spent, or a lost request may still be under way: nothing is wrong. */
  | { outcome: "waiting"; waitMs: number }
  | { outcome: "failed"; waitMs: number; reason: string };

type TellOptions = { pool: pg.Pool; shopId: number; admin: AdminApi; clock: () => number };

/**
 * Sends the triggers that wait, in the order of the changes, each exactly once. Before a request leaves, its
 * triggers are in a batch; a noted answer ends it. Whoever finds a batch open (a worker died, an answer was
 * lost) waits until the request must have ended and reads the mark that it would have set.
 */
export async function tellFlow(options: TellOptions): Promise<TellFlowOutcome> {
  const { pool, shopId } = options;
  const locked = await withShopLock(pool, { work: "flow", shopId }, async () => {
    try {
      const open = await findOpenBatch(pool, shopId, "flow");
      const wait = open === null ? null : await resolve(options, open);
      return wait ?? (await send(options));
    } catch (error) {
      if (!(error instanceof AdminApiError)) throw error;
      return error.failure.kind === "throttled"
        ? ({ outcome: "waiting", waitMs: error.failure.waitMs } as const)
        : ({ outcome: "failed", waitMs: SETTLE_MS, reason: error.message } as const);
    }
  });
  return locked.outcome === "busy" ? locked : locked.result;
}

/** Finds out what became of a batch. @returns what to wait for, null when it is known */
async function resolve(options: TellOptions, open: OpenBatch): Promise<TellFlowOutcome | null> {
  const { pool, shopId, admin, clock } = options;
  const { batch, error } = open;
  const settledAt = open.batchAt + SETTLE_MS;
  if (error === null && clock() < settledAt) {
    return { outcome: "waiting", waitMs: settledAt - clock() };
  }
  const mark = await readFlowMark(admin);
  if (mark.batch !== batch) {
    await releaseBatch(pool, shopId, batch);
    if (error === null) return null;
    const waitMs = Math.min(MAX_RETRY_DELAY_MS, 1000 * 2 ** Math.min(open.attempts, 20));
    return { outcome: "failed", waitMs, reason: error };
  }
  const now = clock();
  if (error === null) await settleBatch(pool, shopId, { batch, refused: new Map(), now });
  else await refuseBatch(pool, shopId, { batch, error, now });
  return null;
}

async function send(options: TellOptions): Promise<TellFlowOutcome> {
  const { pool, shopId, admin, clock } = options;
  // Asked before anything is in doubt: without an answer to this nothing was sent.
  const { ownerId } = await readFlowMark(admin);
  const batch = randomUUID();
  const limit = TRIGGERS_PER_REQUEST;
  const wanted = { target: "flow", batch, limit, now: clock() } as const;
  const waiting = await openBatch(pool, shopId, wanted);
  if (waiting.length === 0) return { outcome: "nothing-to-tell" };
  let waitMs = 0;
  const onBucket = (bucket: CostBucket): void => {
    waitMs = untilHalfFull(bucket);
  };
  try {
    const triggers = waiting.map((row) => describe(shopId, row));
    const answer = await sendFlowTriggers(admin, { ownerId, batch, triggers }, onBucket);
    const refused = new Map(
      waiting.flatMap(({ announcementId }, index) => {
        const reason = answer.get(index);
        return reason === undefined ? [] : [[announcementId, reason] as const];
      }),
    );
    await settleBatch(pool, shopId, { batch, refused, now: clock() });
    await noteChange(pool, shopId, ["activation"]);
    return waitMs === 0
      ? { outcome: "told", triggers: waiting.length }
      : { outcome: "waiting", waitMs };
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    const { failure, message } = error;
    switch (failure.kind) {
      case "throttled":
        // Shopify says so before it does anything.
        await releaseBatch(pool, shopId, batch);
        return { outcome: "waiting", waitMs: failure.waitMs };
      case "unavailable":
        return { outcome: "failed", waitMs: SETTLE_MS, reason: message };
      case "unauthorized":
      case "refused":
        await noteBatchError(pool, shopId, { batch, error: message });
        return { outcome: "failed", waitMs: 1000, reason: message };
    }
  }
}

function describe(shopId: number, row: WaitingAnnouncement) {
  const { customerId, announcementId } = row;
  const announcement = { ...row.announcement, reason: englishReason(row.announcement.reason) };
  const changeId = `${shopId}-${announcementId}`;
  return describeForFlow({ announcement, customerId, changeId });
}
