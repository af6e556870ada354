import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import { noteChange } from "../db/shop-changes.ts";
import { dropGonePrefixes, lockTagSettings, replacePrefix } from "../db/tag-orders.ts";
import { inTransaction } from "../db/transaction.ts";
import { checkTagPrefix, type RefusedPrefix } from "../pipeline/activate/check-prefix.ts";
import { tagKey } from "../pipeline/activate/tag-key.ts";
import { MAX_TAG_LENGTH } from "../pipeline/activate/tag-plan.ts";

export type SetTagPrefixOutcome =
  /** Every tag is being written anew, and those under the old prefix removed. */
  { outcome: "changed"; prefix: string } | { outcome: "unchanged"; prefix: string } | RefusedPrefix;

/**
 * Puts another prefix before all of a shop's tags. The old one stays ours until its last tag is gone, so that a
 * change in the middle of another change, or there and back, ends as it should.
 */
export async function setTagPrefix(options: {
  pool: pg.Pool;
  shopId: number;
  text: string;
  now: number;
}): Promise<SetTagPrefixOutcome> {
  const { pool, shopId, now } = options;
  const checked = checkTagPrefix(options.text);
  if (checked.outcome === "refused") return checked;
  const { prefix: to } = checked;
  return inTransaction(pool, async (db) => {
    await lockShop(db, "settings", shopId);
    // Nobody sets tags under the old prefix while all are given the new one.
    await lockShop(db, "segments", shopId);
    const { prefix: from, formerPrefixes } = await lockTagSettings(db, shopId);
    if (from === to) return { outcome: "unchanged", prefix: to };
    const former = [...formerPrefixes, from].filter((prefix) => tagKey(prefix) !== tagKey(to));
    await replacePrefix(db, shopId, {
      from,
      to,
      formerPrefixes: [...new Set(former)],
      maxLength: MAX_TAG_LENGTH,
      now,
    });
    await makeAllProfilesDue(db, shopId, now);
    // Where nobody carries a tag there is nothing to remember.
    await dropGonePrefixes(db, shopId);
    await noteChange(db, shopId, ["activation", "settings"]);
    return { outcome: "changed", prefix: to };
  });
}
