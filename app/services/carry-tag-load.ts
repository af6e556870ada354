import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import type { ShopRow } from "../db/shop.ts";
import {
  askForLoad,
  endLoad,
  loadTagLoad,
  postponeLoad,
  postponeReading,
  restFromLoads,
  retractLoad,
  saveLoadOperation,
  type TagLoad,
} from "../db/tag-loads.ts";
import { inTransaction } from "../db/transaction.ts";
import { sortTagFailure } from "../pipeline/activate/sort-tag-failure.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../pipeline/shared/time.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { cancelBulkOperation, findBulkMutation } from "../shopify/bulk-mutations.ts";
import { readBulkOperation } from "../shopify/bulk-operations.ts";
import type { OpenBulkResult } from "../shopify/bulk-result.ts";
import type { UploadFile } from "../shopify/upload-file.ts";
import { noteLoadResult } from "./note-load-result.ts";
import { nameOfLoad, sendTagLoad } from "./send-tag-load.ts";
import { openOrUnread, UnreadResult } from "./unread-result.ts";

export { LOAD_MINUTES } from "../pipeline/activate/choose-load.ts";

/** How often it is asked how an operation is doing; each time costs a point. */
const POLL_MS = 2000;
/** A request whose answer was lost may still be on its way: Shopify is not asked before it must have ended. */
const SETTLE_MS = MINUTE_MS;
/** How far Shopify's clock may be from ours. */
const CLOCKS_APART_MS = 10 * MINUTE_MS;
/** Times that Shopify is asked to begin one load. */
const MAX_TRIES = 3;
/** Times that a result is opened: for some nine minutes, in which its customers wait with whatever else is wanted of them. */
const MAX_READINGS = 10;
/** Before another load begins: other operations end meanwhile, Shopify mends itself, a merchant of the app acts. */
const REST_MS = { busy: 10 * MINUTE_MS, over: HOUR_MS, refused: DAY_MS } as const;

/** What loads work with, beside the Admin API. */
export interface LoadOptions {
  /** As `LOAD_MINUTES`; null: none begins, and one that is under way is brought to its end. */
  minMinutes: number | null;
  open: OpenBulkResult;
  upload: UploadFile;
  /** Told when single requests go on in place of an operation, and why. */
  onFallBack: (told: { shopId: number; reason: string }) => void;
}

export type LoadOutcome =
  | { outcome: "under-way" }
  /** Every customer of it is noted, or work of single requests again. */
  | { outcome: "ended" }
  | { outcome: "busy" }
  | { outcome: "failed"; waitMs: number; reason: string };

export interface LoadWork {
  pool: pg.Pool;
  shop: ShopRow;
  admin: AdminApi;
  clock: () => number;
  load: LoadOptions;
}

/**
 * Goes on with a shop's load by one step: has Shopify begin the operation, finds it again whose beginning nobody
 * noted, cancels it once its order is taken back, or notes its result. What a step did is noted before the next one:
 * a worker may die between any two.
 */
export async function carryTagLoad(work: LoadWork): Promise<LoadOutcome> {
  const { pool, shop } = work;
  const lock = { work: "tags", shopId: shop.shopId } as const;
  const locked = await withShopLock(pool, lock, async () => {
    const load = await loadTagLoad(pool, shop.shopId);
    if (load === null) return { outcome: "ended" } as const;
    try {
      return await step(work, load);
    } catch (error) {
      if (error instanceof AdminApiError) return postpone(work, load, error);
      if (error instanceof UnreadResult) return readAgain(work, load, error);
      throw error;
    }
  });
  return locked.outcome === "busy" ? locked : locked.result;
}

async function step(work: LoadWork, load: TagLoad): Promise<LoadOutcome> {
  if (load.bulkId !== null) return follow(work, { ...load, bulkId: load.bulkId });
  if (load.askedAt !== null) return findAgain(work, { ...load, askedAt: load.askedAt });
  return send(work, load);
}

async function send(work: LoadWork, load: TagLoad): Promise<LoadOutcome> {
  const { pool, shop, clock } = work;
  const { shopId } = shop;
  // What an earlier try may have begun is not known for sure: it is looked at then.
  const rest = load.tries === 0 ? "untouched" : "in-doubt";
  if (shop.tagMode !== load.mode || work.load.minMinutes === null) return end(work, { rest });
  if (load.tries >= MAX_TRIES) {
    return end(work, { rest, reason: "Shopify began no operation", restMs: REST_MS.over });
  }
  const asked = { mode: load.mode, now: clock() };
  const lines = await inTransaction(pool, (db) => askForLoad(db, shopId, asked));
  if (lines === null) return end(work, { rest });
  const sent = await sendTagLoad(work, load, lines);
  switch (sent.outcome) {
    case "started":
      await saveLoadOperation(pool, shopId, { bulkId: sent.id, pollAt: clock() + POLL_MS });
      return { outcome: "under-way" };
    case "not-sent":
      await retractLoad(pool, shopId, clock() + sent.waitMs);
      return { outcome: "failed", waitMs: sent.waitMs, reason: sent.reason };
    case "taken-back":
      return end(work, { rest });
    case "busy":
    case "refused":
      return end(work, { rest, reason: sent.reason, restMs: REST_MS[sent.outcome] });
    case "lost":
      await postponeLoad(pool, shopId, clock() + SETTLE_MS);
      return { outcome: "failed", waitMs: SETTLE_MS, reason: sent.reason };
    default:
      return assertNever(sent);
  }
}

/** Nobody noted what became of the request: Shopify is asked for an operation of the load's name. */
async function findAgain(
  work: LoadWork,
  load: TagLoad & { askedAt: number },
): Promise<LoadOutcome> {
  const { pool, shop, admin, clock } = work;
  const settledAt = load.askedAt + SETTLE_MS;
  if (clock() < settledAt) {
    await postponeLoad(pool, shop.shopId, settledAt);
    return { outcome: "under-way" };
  }
  const since = load.askedAt - CLOCKS_APART_MS;
  const bulkId = await findBulkMutation(admin, { name: nameOfLoad(load), since });
  if (bulkId === null) await retractLoad(pool, shop.shopId, clock());
  else await saveLoadOperation(pool, shop.shopId, { bulkId, pollAt: clock() });
  return { outcome: "under-way" };
}

async function follow(work: LoadWork, load: TagLoad & { bulkId: string }): Promise<LoadOutcome> {
  const { pool, shop, admin, clock } = work;
  const isTakenBack = shop.tagMode !== load.mode;
  if (isTakenBack) await cancelBulkOperation(admin, load.bulkId);
  const state = await readBulkOperation(admin, load.bulkId);
  switch (state.outcome) {
    case "running":
      await postponeLoad(pool, shop.shopId, clock() + POLL_MS);
      return { outcome: "under-way" };
    case "completed":
      if (state.url !== null) await note(work, load, state.url);
      return end(work, { rest: "in-doubt" });
    case "over":
      if (state.partialUrl !== null) await note(work, load, state.partialUrl);
      return isTakenBack
        ? end(work, { rest: "in-doubt" })
        : end(work, { rest: "in-doubt", reason: state.reason, restMs: REST_MS.over });
    case "refused":
      return end(work, { rest: "in-doubt", reason: state.reason, restMs: REST_MS.refused });
    default:
      return assertNever(state);
  }
}

/** A result that is gone leaves its customers in doubt: they are looked at. */
async function note(work: LoadWork, load: TagLoad, url: string): Promise<void> {
  const result = await openOrUnread(() => work.load.open(url));
  if (result.outcome === "opened") await noteLoadResult(work, load, result.chunks);
}

async function end(
  { pool, shop, clock, load }: LoadWork,
  ended: { rest: "in-doubt" | "untouched"; reason?: string; restMs?: number },
): Promise<LoadOutcome> {
  const { shopId } = shop;
  const now = clock();
  await inTransaction(pool, async (db) => {
    await endLoad(db, shopId, { rest: ended.rest, now });
    if (ended.restMs !== undefined) await restFromLoads(db, shopId, now + ended.restMs);
  });
  if (ended.reason !== undefined) load.onFallBack({ shopId, reason: ended.reason });
  return { outcome: "ended" };
}

async function postpone(
  { pool, shop, clock }: LoadWork,
  load: TagLoad,
  error: AdminApiError,
): Promise<LoadOutcome> {
  const { waitMs, reason } = sortTagFailure({ from: "request", fault: error.fault }, load.tries);
  await postponeLoad(pool, shop.shopId, clock() + Math.max(waitMs, POLL_MS));
  return { outcome: "failed", waitMs, reason };
}

/** What the operation did is known in the end, or looked at customer by customer: either way the shop's other tags are written meanwhile. */
async function readAgain(
  work: LoadWork,
  load: TagLoad,
  { message }: UnreadResult,
): Promise<LoadOutcome> {
  if (load.tries + 1 >= MAX_READINGS) {
    const reason = `Its result could not be read: ${message}`;
    return end(work, { rest: "in-doubt", reason, restMs: REST_MS.over });
  }
  const { pool, shop, clock } = work;
  const fault = { kind: "network", message } as const;
  const { waitMs, reason } = sortTagFailure({ from: "request", fault }, load.tries);
  await postponeReading(pool, shop.shopId, clock() + Math.max(waitMs, POLL_MS));
  return { outcome: "failed", waitMs, reason };
}
