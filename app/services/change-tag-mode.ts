import type pg from "pg";
import { noteChange } from "../db/shop-changes.ts";
import type { TagMode } from "../db/shop.ts";
import {
  endCleaning,
  lockTagSettings,
  makeCarriersDue,
  makeTagsDue,
  saveTagMode,
} from "../db/tag-orders.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";

/** What a merchant asks for: no tag is written; tags are written again; every tag of ours goes. */
export type TagOrder = "pause" | "resume" | "clean";

export interface TagModeOutcome {
  outcome: "changed" | "unchanged";
  mode: TagMode;
}

/** From which modes an order changes anything, and to which it leads. */
const LEADS: Record<TagOrder, { from: readonly TagMode[]; to: TagMode }> = {
  pause: { from: ["writing", "cleaning"], to: "paused" },
  resume: { from: ["paused", "cleaning", "cleaned"], to: "writing" },
  clean: { from: ["writing", "paused", "cleaned"], to: "cleaning" },
};

/**
 * Pauses a shop's tags, resumes them, or has all of them removed. It holds at once: the writer asks for the mode once
 * more right before a request leaves.
 */
export async function changeTagMode(options: {
  pool: pg.Pool;
  shopId: number;
  order: TagOrder;
  now: number;
}): Promise<TagModeOutcome> {
  const { pool, shopId, order, now } = options;
  return inTransaction(pool, async (db) => {
    const { mode } = await lockTagSettings(db, shopId);
    const { from, to } = LEADS[order];
    if (!from.includes(mode)) return { outcome: "unchanged", mode };
    const toClean = await prepare(db, { shopId, to, now });
    await saveTagMode(db, shopId, { mode: to, toClean, now });
    // Where nobody carries a tag it is done.
    if (to === "cleaning") await endCleaning(db, shopId, now);
    await noteChange(db, shopId, ["activation"]);
    return { outcome: "changed", mode: toClean === 0 ? "cleaned" : to };
  });
}

/** @returns how many customers are to be cleaned; null: it is no cleaning */
async function prepare(
  db: Queryable,
  { shopId, to, now }: { shopId: number; to: TagMode; now: number },
): Promise<number | null> {
  if (to === "cleaning") return makeCarriersDue(db, shopId, now);
  if (to === "writing") await makeTagsDue(db, shopId, now);
  return null;
}
