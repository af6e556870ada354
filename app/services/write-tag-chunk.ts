import type pg from "pg";
import { allPrefixes, type ShopRow } from "../db/shop.ts";
import type { TagState } from "../db/tag-states.ts";
import { findRepairsSince, markInDoubt, noteTagFailures, noteTagWrites } from "../db/tag-writes.ts";
import { endRequests } from "../db/under-way.ts";
import { findRepairs, settleContest } from "../pipeline/activate/contest.ts";
import { sortTagFailure, type TagFailure } from "../pipeline/activate/sort-tag-failure.ts";
import { planTagChanges } from "../pipeline/activate/tag-plan.ts";
import type { CostBucket } from "../pipeline/shared/cost-bucket.ts";
import { DAY_MS } from "../pipeline/shared/time.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { CAUSES, findCause, noteOutcome, type PlannedCustomer } from "./note-tag-outcome.ts";
import { readCustomerTags, sendTagChanges } from "./tag-requests.ts";

/** What the writing of one shop's tags works with. */
export interface TagWork {
  pool: pg.Pool;
  shop: ShopRow;
  admin: AdminApi;
  clock: () => number;
  onBucket: (bucket: CostBucket) => void;
}

/**
 * Brings the tags of some customers to what they should be, all changes of all of them in one request, after
 * another that reads those of whom it is uncertain what stands on them. Every step may be repeated.
 * @returns why the request came to nothing; null: every customer of the chunk was dealt with
 */
export async function writeTagChunk(work: TagWork, states: TagState[]): Promise<TagFailure | null> {
  const { pool, shop, admin, clock, onBucket } = work;
  const { shopId } = shop;
  try {
    const customers = await planChunk(work, states);
    const changed = customers.filter(({ plan }) => plan.add.length + plan.remove.length > 0);
    const changedIds = changed.map(({ state }) => state.customerId);
    const asked = { customerIds: changedIds, mode: shop.tagMode, now: clock() };
    // Paused since the turn began: what is due stays due.
    if (!(await markInDoubt(pool, shopId, asked))) return null;
    const refusals = await sendTagChanges(
      admin,
      changed.map(({ state: { customerId }, plan }) => ({ customerId, plan })),
      onBucket,
    );
    const now = clock();
    const writes = customers.map((customer) =>
      noteOutcome(customer, refusals.get(customer.state.customerId), now),
    );
    for (const cause of CAUSES) {
      const ofCause = writes.filter((write) => findCause(shop, write) === cause);
      await noteTagWrites(pool, shopId, { writes: ofCause, cause, now });
    }
    return null;
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    return postpone(work, states, error);
  }
}

async function planChunk(work: TagWork, states: TagState[]): Promise<PlannedCustomer[]> {
  const { pool, shop, clock } = work;
  const prefixes = allPrefixes(shop);
  const doubtful = states.filter((state) => state.needsCheck || state.inDoubt);
  const customerIds = doubtful.map(({ customerId }) => customerId);
  const read = await readCustomerTags(work.admin, { customerIds, prefixes }, work.onBucket);
  const repairs = await findRepairsSince(pool, shop.shopId, {
    customerIds,
    since: clock() - DAY_MS,
  });
  return states.map((state) => {
    const seen = read.get(state.customerId);
    const current = seen ?? state.written;
    const isCleaning = shop.tagMode === "cleaning";
    const desired = isCleaning ? [] : state.desired;
    const plan = planTagChanges({ current, desired, prefixes });
    if (isCleaning) {
      return { state, current, plan, repaired: [], contested: state.contested };
    }
    // A write of our own that nobody noted may be what changed the tags: it is no merchant's hand.
    const isForeign = seen !== undefined && !state.inDoubt;
    const earlier = repairs
      .filter(({ customerId, at }) => customerId === state.customerId && isCounted(state, at))
      .flatMap(({ tags }) => tags);
    const settled = settleContest({
      plan,
      repairs: isForeign ? findRepairs(plan, state.written) : [],
      contested: state.contested,
      earlier,
    });
    return { state, current, ...settled };
  });
}

const isCounted = ({ repairsFrom }: TagState, at: number): boolean =>
  repairsFrom === null || at > repairsFrom;

/** Shopify's own answer decides who waits: the customers of the request, or the whole shop. */
async function postpone(
  work: TagWork,
  states: TagState[],
  error: AdminApiError,
): Promise<TagFailure> {
  const attempts = Math.max(...states.map((state) => state.attempts));
  const failure = sortTagFailure({ from: "request", fault: error.fault }, attempts);
  if (failure.reach === "request") {
    const { kind, reason } = failure;
    const retryAt = work.clock() + failure.waitMs;
    const failures = states.map(({ customerId }) => ({ customerId, kind, reason, retryAt }));
    await noteTagFailures(work.pool, work.shop.shopId, failures);
  } else {
    const customerIds = states.map(({ customerId }) => customerId);
    await endRequests(work.pool, work.shop.shopId, { table: "tag_state", customerIds });
  }
  return failure;
}
