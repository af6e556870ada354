import type pg from "pg";
import { z } from "zod";
import { overtakeHistory, restartHistory } from "../db/benchmarks.ts";
import { addExclusion, removeExclusions } from "../db/exclusions.ts";
import { findProfile, touchProfiles } from "../db/profiles.ts";
import { announceDue } from "../db/shop-work.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { Enqueue } from "./enqueue.ts";
import { eraseCustomerNow, type EraseCustomerOutcome } from "./erase-customer.ts";
import { undoMerge, type UndoMergeOutcome } from "./undo-merge.ts";

/** What a merchant can order for one customer, as a form sends it. */
export const CustomerChangeSchema = z.discriminatedUnion("change", [
  z.object({ change: z.literal("recalculate") }),
  /** Out of scoring, segments and tags, until they are let in again. */
  z.object({ change: z.literal("exclude") }),
  z.object({ change: z.literal("include") }),
  z.object({ change: z.literal("undo-merge"), mergeId: z.coerce.number().int().positive() }),
  z.object({ change: z.literal("erase") }),
]);

export type CustomerChange = z.infer<typeof CustomerChangeSchema>;

type DueOutcome =
  /** A worker does it within seconds. */
  | "due"
  /** It stands so already. */
  | "nothing-to-do"
  | "unknown-customer";

export type CustomerChangeOutcome =
  | { change: "recalculate" | "exclude" | "include"; result: DueOutcome }
  | { change: "undo-merge"; mergeId: number; result: UndoMergeOutcome }
  | { change: "erase"; result: EraseCustomerOutcome };

interface Options {
  pool: pg.Pool;
  shopId: number;
  customerId: string;
  now: number;
}

/** Carries out one order for a customer. */
export async function changeCustomer(
  options: Options & { asked: CustomerChange; openQueue: () => Promise<Enqueue> },
): Promise<CustomerChangeOutcome> {
  const { asked, openQueue, ...shared } = options;
  switch (asked.change) {
    case "undo-merge": {
      const { change, mergeId } = asked;
      return { change, mergeId, result: await undoMerge({ ...shared, mergeId }) };
    }
    case "erase": {
      const enqueue = await openQueue();
      return { change: asked.change, result: await eraseCustomerNow({ ...shared, enqueue }) };
    }
    case "recalculate":
    case "exclude":
    case "include":
      return { change: asked.change, result: await makeDue(shared, asked.change) };
    default:
      return assertNever(asked);
  }
}

/** What changes and that the profile is due are one transaction: the next look sees both or neither. */
async function makeDue(
  { pool, shopId, customerId, now }: Options,
  change: "recalculate" | "exclude" | "include",
): Promise<DueOutcome> {
  return inTransaction(pool, async (db) => {
    const profileId = await findProfile(db, shopId, customerId);
    if (profileId === null) return "unknown-customer";
    if (!(await noteChange(db, { shopId, customerId, profileId, now }, change))) {
      return "nothing-to-do";
    }
    await touchProfiles(db, shopId, [{ profileId, since: null }], now);
    await announceDue(db, shopId, now);
    return "due";
  });
}

/** @returns false where it stands so already */
async function noteChange(
  db: Queryable,
  whose: { shopId: number; customerId: string; profileId: number; now: number },
  change: "recalculate" | "exclude" | "include",
): Promise<boolean> {
  const { shopId, profileId } = whose;
  switch (change) {
    case "recalculate":
      return true;
    case "exclude":
      if (!(await addExclusion(db, shopId, whose))) return false;
      // Before any profile is locked, as by everybody who locks both.
      await overtakeHistory(db, shopId);
      return true;
    case "include":
      if (!(await removeExclusions(db, shopId, profileId))) return false;
      await restartHistory(db, shopId);
      return true;
    default:
      return assertNever(change);
  }
}
