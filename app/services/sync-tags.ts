import type pg from "pg";
import { z } from "zod";
import { withShopLock } from "../db/locks.ts";
import {
  loadDueTagStates,
  markInDoubt,
  recordTagFailure,
  recordTagRefusal,
  recordTagWrite,
  type TagState,
} from "../db/tag-states.ts";
import type { ShopRow } from "../db/shop.ts";
import { ownTags, planTagChanges } from "../pipeline/activate/tag-plan.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { CUSTOMER_TAGS_QUERY, writeTagsMutation } from "../shopify/documents.ts";

/** Customers in one request. Each costs up to 20 points; a query may cost 1,000 at most. */
const CUSTOMERS_PER_REQUEST = 20;
const REQUESTS_AT_ONCE = 4;
const MAX_RETRY_DELAY_MS = 15 * 60_000;

export type SyncTagsOutcome =
  | { outcome: "written"; customers: number }
  | { outcome: "nothing-to-write" }
  /** Another worker writes this shop's tags. */
  | { outcome: "busy" }
  /** The budget is spent: nothing is wrong. */
  | { outcome: "throttled"; waitMs: number }
  | { outcome: "failed"; waitMs: number; reason: string };

/**
 * Brings the tags of customers whose desired tags differ from what stands in Shopify. Every step
 * may be repeated: adding a tag that is there and removing one that is not change nothing, so a
 * worker that dies after Shopify acted and before we noted it does no harm: the customers of a request
 * are in doubt while it is under way, and who is in doubt is read before anything is written.
 */
export async function syncTags(options: {
  pool: pg.Pool;
  shop: ShopRow;
  admin: AdminApi;
  clock: () => number;
}): Promise<SyncTagsOutcome> {
  const limit = CUSTOMERS_PER_REQUEST * REQUESTS_AT_ONCE;
  const locked = await withShopLock(
    options.pool,
    { work: "tags", shopId: options.shop.shopId },
    async () => {
      const due = await loadDueTagStates(options.pool, options.shop.shopId, {
        now: options.clock(),
        limit,
      });
      if (due.length === 0) return { outcome: "nothing-to-write" } as const;
      const chunks = Array.from(
        { length: Math.ceil(due.length / CUSTOMERS_PER_REQUEST) },
        (_, index) => due.slice(index * CUSTOMERS_PER_REQUEST, (index + 1) * CUSTOMERS_PER_REQUEST),
      );
      const waits = await Promise.all(chunks.map((states) => writeChunk(options, states)));
      const wait = waits.find((entry) => entry !== null);
      return wait ?? ({ outcome: "written", customers: due.length } as const);
    },
  );
  return locked.outcome === "busy" ? locked : locked.result;
}

type Wait = Extract<SyncTagsOutcome, { outcome: "throttled" | "failed" }>;
type ChunkOptions = { pool: pg.Pool; shop: ShopRow; admin: AdminApi; clock: () => number };

/** @returns null when every customer of the chunk was dealt with */
async function writeChunk(options: ChunkOptions, states: TagState[]): Promise<Wait | null> {
  try {
    const current = await readDoubtful(options, states);
    const plans = states.map((state) => {
      const standing = current.get(state.customerId) ?? state.written;
      return {
        state,
        ...planTagChanges({
          current: standing,
          desired: state.desired,
          prefix: options.shop.tagPrefix,
        }),
      };
    });
    const changed = plans.filter((plan) => plan.add.length + plan.remove.length > 0);
    await markInDoubt(
      options.pool,
      options.shop.shopId,
      changed.map((plan) => plan.state.customerId),
      options.clock(),
    );
    const errors = await writePlans(options.admin, changed);
    for (const plan of plans) {
      const error = errors.get(plan.state.customerId);
      if (error === undefined) {
        await recordTagWrite(options.pool, options.shop.shopId, {
          customerId: plan.state.customerId,
          writeAt: plan.state.writeAt,
          written: plan.state.desired,
          added: plan.add,
          removed: plan.remove,
          now: options.clock(),
        });
      } else {
        // Shopify refused this customer (deleted, too many tags): the same words would get the same answer.
        await recordTagRefusal(options.pool, options.shop.shopId, {
          customerId: plan.state.customerId,
          writeAt: plan.state.writeAt,
          error,
        });
      }
    }
    return null;
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    return postpone(options, states, error);
  }
}

async function postpone(
  options: ChunkOptions,
  states: TagState[],
  error: AdminApiError,
): Promise<Wait> {
  if (error.failure.kind === "throttled") {
    return { outcome: "throttled", waitMs: error.failure.waitMs };
  }
  const attempts = Math.max(...states.map((state) => state.attempts));
  const delay = Math.min(MAX_RETRY_DELAY_MS, 1000 * 2 ** Math.min(attempts, 20));
  await recordTagFailure(options.pool, options.shop.shopId, {
    customerIds: states.map((state) => state.customerId),
    error: error.message,
    retryAt: options.clock() + delay,
  });
  return { outcome: "failed", waitMs: delay, reason: error.message };
}

const NodesSchema = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), tags: z.array(z.string()) })
      .or(z.object({}))
      .nullable(),
  ),
});

const gid = (customerId: string): string => `gid://shopify/Customer/${customerId}`;

/** Reads the tags of customers on whom somebody else may have changed ours. */
async function readDoubtful(
  options: ChunkOptions,
  states: TagState[],
): Promise<Map<string, string[]>> {
  const doubtful = states.filter((state) => state.needsCheck);
  if (doubtful.length === 0) return new Map();
  const ids = doubtful.map((state) => gid(state.customerId));
  const { nodes } = await options.admin.request(CUSTOMER_TAGS_QUERY, { ids }, NodesSchema);
  return new Map(
    nodes.flatMap((node) =>
      node && "id" in node
        ? [[node.id.replace(gid(""), ""), ownTags(node.tags, options.shop.tagPrefix)]]
        : [],
    ),
  );
}

const WriteSchema = z.record(
  z.string(),
  z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable(),
);

interface TagPlan {
  state: TagState;
  add: string[];
  remove: string[];
}

/** @returns what Shopify refused, by customer */
async function writePlans(admin: AdminApi, changed: TagPlan[]): Promise<Map<string, string>> {
  const errors = new Map<string, string>();
  if (changed.length === 0) return errors;
  const variables: Record<string, unknown> = {};
  changed.forEach((plan, index) => {
    variables[`id${index}`] = gid(plan.state.customerId);
    if (plan.add.length > 0) variables[`add${index}`] = plan.add;
    if (plan.remove.length > 0) variables[`remove${index}`] = plan.remove;
  });
  const document = writeTagsMutation(
    changed.map((plan) => ({ add: plan.add.length > 0, remove: plan.remove.length > 0 })),
  );
  const answers = await admin.request(document, variables, WriteSchema);
  changed.forEach((plan, index) => {
    const userErrors = [answers[`remove${index}`], answers[`add${index}`]].flatMap(
      (answer) => answer?.userErrors ?? [],
    );
    if (userErrors.length > 0)
      errors.set(plan.state.customerId, userErrors.map((entry) => entry.message).join("; "));
  });
  return errors;
}
