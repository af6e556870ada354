import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import {
  loadDueFieldStates,
  markFieldsInDoubt,
  recordFieldFailure,
  recordFieldRefusals,
  recordFieldWrites,
  type MetafieldState,
  type RefusedFields,
} from "../db/metafield-states.ts";
import { noteChange } from "../db/shop-changes.ts";
import { endRequests } from "../db/under-way.ts";
import { planFields, type FieldPlan } from "../pipeline/activate/score-fields.ts";
import { AdminApiError, type AdminApi, type CostBucket } from "../shopify/admin-api.ts";
import { deleteFields, METAFIELDS_PER_CALL, setFields } from "../shopify/score-metafields.ts";
import { untilHalfFull } from "./half-bucket.ts";

/** Customers looked at in one turn: at most twenty calls, a fifth of a standard shop's bucket. */
const CUSTOMERS_PER_TURN = 60;
const MAX_RETRY_DELAY_MS = 15 * 60_000;

export type SyncMetafieldsOutcome =
  | { outcome: "written"; customers: number }
  | { outcome: "nothing-to-write" }
  /** Another worker writes this shop's metafields. */
  | { outcome: "busy" }
  /** What half of the bucket allows is spent: nothing is wrong. */
  | { outcome: "throttled"; waitMs: number }
  | { outcome: "failed"; waitMs: number; reason: string };

type SyncOptions = { pool: pg.Pool; shopId: number; admin: AdminApi; clock: () => number };

/**
 * Brings customers' metafields to what they should say. Writing a metafield twice, or removing one that is
 * gone, changes nothing; while a request is under way its customers are in doubt, and after a lost answer all
 * their fields are written.
 */
export async function syncMetafields(options: SyncOptions): Promise<SyncMetafieldsOutcome> {
  const { pool, shopId, clock } = options;
  const locked = await withShopLock(pool, { work: "metafields", shopId }, async () => {
    const limit = CUSTOMERS_PER_TURN;
    const due = await loadDueFieldStates(pool, shopId, { now: clock(), limit });
    if (due.length === 0) return { outcome: "nothing-to-write" } as const;
    const refused: RefusedFields[] = [];
    const wait = await writeCalls(options, packCalls(due), refused);
    // Of all calls at once. Whoever is not noted because the worker dies is still due, and refused once more.
    await recordFieldRefusals(pool, shopId, refused, clock());
    if (wait !== null) return wait;
    await noteChange(pool, shopId, ["activation"]);
    return { outcome: "written", customers: due.length } as const;
  });
  return locked.outcome === "busy" ? locked : locked.result;
}

interface PlannedWrite extends FieldPlan {
  state: MetafieldState;
}

/** As many customers in one call as their fields fit, each whole. */
function packCalls(states: MetafieldState[]): PlannedWrite[][] {
  const calls: PlannedWrite[][] = [];
  let sets = 0;
  let removals = 0;
  for (const state of states) {
    const { desired, written, inDoubt } = state;
    const plan = planFields({ desired, written: inDoubt ? null : written });
    const last = calls.at(-1);
    sets += plan.set.length;
    removals += plan.remove.length;
    if (last !== undefined && Math.max(sets, removals) <= METAFIELDS_PER_CALL) {
      last.push({ state, ...plan });
    } else {
      calls.push([{ state, ...plan }]);
      [sets, removals] = [plan.set.length, plan.remove.length];
    }
  }
  return calls;
}

type Wait = Extract<SyncMetafieldsOutcome, { outcome: "throttled" | "failed" }>;

/** @returns null when every customer was dealt with */
async function writeCalls(
  options: SyncOptions,
  calls: PlannedWrite[][],
  refused: RefusedFields[],
): Promise<Wait | null> {
  for (const call of calls) {
    const wait = await writeCall(options, call, refused);
    if (wait !== null) return wait;
  }
  return null;
}

/**
 * @param refused to which those are added whom Shopify refuses
 * @returns null when every customer of the call was dealt with and half of the bucket is there
 */
async function writeCall(
  options: SyncOptions,
  call: PlannedWrite[],
  refused: RefusedFields[],
): Promise<Wait | null> {
  const { pool, shopId, clock } = options;
  const idsOf = (writes: PlannedWrite[]) => writes.map(({ state }) => state.customerId);
  await markFieldsInDoubt(pool, shopId, idsOf(call), clock());
  let waitMs = 0;
  const onBucket = (bucket: CostBucket): void => {
    waitMs = untilHalfFull(bucket);
  };
  let writes = call;
  try {
    const removed = await removeFields(options, writes, onBucket);
    if (removed !== null) return await postpone(options, writes, removed);
    while (writes.length > 0) {
      const fields = writes.flatMap(({ state, set }) =>
        set.map((one) => ({ customerId: state.customerId, ...one })),
      );
      const answer =
        fields.length === 0
          ? ({ outcome: "set" } as const)
          : await setFields(options.admin, fields, onBucket);
      if (answer.outcome === "failed") return await postpone(options, writes, answer.reason);
      if (answer.outcome === "set") break;
      // Shopify refuses these (a customer who is gone): the same words would get the same answer.
      for (const { state } of writes) {
        const error = answer.customers.get(state.customerId);
        if (error !== undefined) refused.push({ ...state, error });
      }
      writes = writes.filter(({ state }) => !answer.customers.has(state.customerId));
    }
    const written = writes.map(({ state }) => state);
    await recordFieldWrites(pool, shopId, written, clock());
    return waitMs === 0 ? null : { outcome: "throttled", waitMs };
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    if (error.failure.kind === "throttled") {
      await endRequests(pool, shopId, { table: "metafield_state", customerIds: idsOf(call) });
      return { outcome: "throttled", waitMs: error.failure.waitMs };
    }
    return postpone(options, writes, error.message);
  }
}

async function removeFields(
  options: SyncOptions,
  writes: PlannedWrite[],
  onBucket: (bucket: CostBucket) => void,
): Promise<string | null> {
  const fields = writes.flatMap(({ state, remove }) =>
    remove.map((field) => ({ customerId: state.customerId, field })),
  );
  return fields.length === 0 ? null : deleteFields(options.admin, fields, onBucket);
}

async function postpone(
  { pool, shopId, clock }: SyncOptions,
  writes: PlannedWrite[],
  reason: string,
): Promise<Wait> {
  const attempts = Math.max(0, ...writes.map(({ state }) => state.attempts));
  const waitMs = Math.min(MAX_RETRY_DELAY_MS, 1000 * 2 ** Math.min(attempts, 20));
  const customerIds = writes.map(({ state }) => state.customerId);
  const retryAt = clock() + waitMs;
  await recordFieldFailure(pool, shopId, { customerIds, error: reason, retryAt });
  return { outcome: "failed", waitMs, reason };
}
