import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import { noteChange } from "../db/shop-changes.ts";
import { allPrefixes, type ShopRow } from "../db/shop.ts";
import { loadDueTagStates, type TagState } from "../db/tag-states.ts";
import { dropGonePrefixes, endCleaning } from "../db/tag-orders.ts";
import { loadTagTurn, saveTagTurn } from "../db/tag-turns.ts";
import type { TagFailure } from "../pipeline/activate/sort-tag-failure.ts";
import { planTagChanges } from "../pipeline/activate/tag-plan.ts";
import {
  msUntilSpendable,
  spendablePoints,
  type ToldBucket,
} from "../pipeline/shared/cost-bucket.ts";
import { slicesOf } from "../pipeline/shared/slices-of.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { beginTagLoad } from "./begin-tag-load.ts";
import { MUTATION_POINTS, READ_POINTS } from "./tag-requests.ts";
import { writeTagChunk } from "./write-tag-chunk.ts";

/** Customers in one request. Each costs up to 21 points; a request may cost 1,000 at most. */
const CUSTOMERS_PER_REQUEST = 20;
const REQUESTS_AT_ONCE = 5;
const CUSTOMERS_PER_TURN = CUSTOMERS_PER_REQUEST * REQUESTS_AT_ONCE;

/** Spent where nothing is known of the bucket: enough for what is wanted on most days, and it tells. */
const UNKNOWN_POINTS = 200;

/**
 * While many wait, the next turn begins when this share of the bucket may be spent: large enough that requests are
 * worth their way, and small enough that nothing comes back in vain while a turn is under way, since the rest of
 * the upper half fills meanwhile.
 */
const TURN_SHARE = 0.25;

/** A shop whose requests fail rests at least so long, doubled with each failure up to a minute. */
const FIRST_REST_MS = 1000;
const MAX_REST_MS = 60_000;

export type SyncTagsOutcome =
  | { outcome: "written"; customers: number }
  | { outcome: "nothing-to-write" }
  /** The points that may be spent do not suffice for anybody. */
  | { outcome: "saving-up" }
  /** Another worker writes this shop's tags. */
  | { outcome: "busy" }
  /** The budget is spent: nothing is wrong. */
  | { outcome: "throttled"; waitMs: number }
  | { outcome: "failed"; waitMs: number; reason: string };

interface SyncOptions {
  pool: pg.Pool;
  shop: ShopRow;
  admin: AdminApi;
  clock: () => number;
  /** From how many minutes of turns on what waits is taken into a load; null: never. */
  minMinutes: number | null;
}

/**
 * One turn of a shop: brings the tags of as many customers as half of the shop's cost bucket allows, those who wait
 * longest first, and says when the next turn may begin. Adding a tag that is there and removing one that is not change
 * nothing, so a worker that dies after Shopify acted and before that was noted does no harm: who is in doubt is
 * read before anything is written.
 */
export async function syncTags(options: SyncOptions): Promise<SyncTagsOutcome> {
  const { pool, shop } = options;
  const locked = await withShopLock(pool, { work: "tags", shopId: shop.shopId }, () =>
    takeTurn(options),
  );
  return locked.outcome === "busy" ? locked : locked.result;
}

async function takeTurn(options: SyncOptions): Promise<SyncTagsOutcome> {
  const { pool, shop, clock } = options;
  const { shopId, authorizedAt } = shop;
  const { bucket, attempts } = await loadTagTurn(pool, shopId);
  const startedAt = clock();
  const wanted = { now: startedAt, limit: CUSTOMERS_PER_TURN };
  let due = await loadDueTagStates(pool, shopId, wanted);
  const { minMinutes } = options;
  if (minMinutes !== null && bucket !== null && due.length === CUSTOMERS_PER_TURN) {
    const { restoredPerSecond } = bucket;
    const load = { pool, shop, restoredPerSecond, minMinutes, now: startedAt };
    if (await beginTagLoad(load)) due = await loadDueTagStates(pool, shopId, wanted);
  }
  const points = bucket === null ? UNKNOWN_POINTS : spendablePoints(bucket, startedAt);
  const taken = takeAffordable(shop, due, points);

  let told = bucket;
  const onBucket = (answer: Omit<ToldBucket, "toldAt">): void => {
    told = { ...answer, toldAt: clock() };
  };
  const chunks = slicesOf(taken, CUSTOMERS_PER_REQUEST);
  const work = { ...options, onBucket };
  const results = await Promise.all(chunks.map((states) => writeTagChunk(work, states)));
  const failure = findWorst(results);

  const now = clock();
  if (failure === null) {
    const rest = due.slice(taken.length);
    const waitMs = untilNextTurn(
      shop,
      { rest, isFull: due.length === CUSTOMERS_PER_TURN },
      told,
      now,
    );
    const turnAt = now + waitMs;
    await saveTagTurn(pool, shopId, { turnAt, authorizedAt, bucket: told, failure: null, now });
    if (taken.length > 0) await noteChange(pool, shopId, ["activation"]);
    if (rest.length === 0 && due.length < CUSTOMERS_PER_TURN) await tidyUp(options);
    return taken.length === 0
      ? { outcome: "saving-up" }
      : { outcome: "written", customers: taken.length };
  }
  const rest = Math.min(MAX_REST_MS, FIRST_REST_MS * 2 ** Math.min(attempts, 10));
  const waitMs = failure.reach === "shop" ? failure.waitMs : rest;
  const isThrottled = failure.kind === "throttled";
  await saveTagTurn(pool, shopId, {
    turnAt: now + waitMs,
    authorizedAt,
    // What it holds is known no more: others drained it.
    bucket: isThrottled ? null : told,
    failure: isThrottled ? null : { kind: failure.kind, reason: failure.reason },
    now,
  });
  await noteChange(pool, shopId, ["activation"]);
  return isThrottled
    ? { outcome: "throttled", waitMs }
    : { outcome: "failed", waitMs, reason: failure.reason };
}

/** What a merchant's order leaves to do once nobody waits any more. */
async function tidyUp({ pool, shop, clock }: SyncOptions): Promise<void> {
  if (shop.tagMode === "cleaning") await endCleaning(pool, shop.shopId, clock());
  if (shop.formerPrefixes.length > 0) await dropGonePrefixes(pool, shop.shopId);
}

/** Points that a customer's changes cost; at most, where it is to be read first what stands there. */
function costOf(shop: ShopRow, state: TagState): number {
  const isCleaning = shop.tagMode === "cleaning";
  if (state.needsCheck || state.inDoubt)
    return READ_POINTS + (isCleaning ? 1 : 2) * MUTATION_POINTS;
  const { add, remove } = planTagChanges({
    current: state.written,
    desired: isCleaning ? [] : state.desired,
    prefixes: allPrefixes(shop),
  });
  return (Math.min(1, add.length) + Math.min(1, remove.length)) * MUTATION_POINTS;
}

function takeAffordable(shop: ShopRow, due: TagState[], points: number): TagState[] {
  let left = points;
  const end = due.findIndex((state) => {
    left -= costOf(shop, state);
    return left < 0;
  });
  return end === -1 ? due : due.slice(0, end);
}

function untilNextTurn(
  shop: ShopRow,
  { rest, isFull }: { rest: TagState[]; isFull: boolean },
  bucket: ToldBucket | null,
  now: number,
): number {
  if (bucket === null) return 0;
  const worthwhile = bucket.maximum * TURN_SHARE;
  // A full load says that more wait than were looked at.
  const wanted = isFull ? worthwhile : rest.reduce((sum, state) => sum + costOf(shop, state), 0);
  return msUntilSpendable(bucket, { points: Math.min(wanted, worthwhile), now });
}

/** What concerns the whole shop goes before what concerns a request. */
function findWorst(results: (TagFailure | null)[]): TagFailure | null {
  const failures = results.filter((result) => result !== null);
  return failures.find(({ reach }) => reach === "shop") ?? failures[0] ?? null;
}
