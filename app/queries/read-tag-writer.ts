import { getPool } from "../db/pool.server.ts";
import type { TagMode } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { DAY_MS, type Instant } from "../pipeline/shared/time.ts";
import { countUpTo } from "./count-up-to.ts";

/** How the writing of a shop's tags stands. Counts that are MOST_COUNTED stand for as many or more. */
export interface TagWriter {
  mode: TagMode;
  /** Since when; null: since the installation. */
  modeAt: Instant | null;
  prefix: string;
  /** Whose tags are not all gone yet. */
  formerPrefixes: string[];
  /** Customers who carried tags when the cleaning began; null: it is none. */
  toClean: number | null;
  /** Customers whose tags still have to be written, or removed. */
  waiting: number;
  /** Customers who carry tags of ours. */
  carrying: number;
  /** Written in the last 24 hours: customers' changes. */
  writesOfDay: number;
  /** What keeps the whole shop's tags waiting; null: nothing. */
  problem: {
    failure: string | null;
    reason: string;
    since: Instant;
    nextAt: Instant | null;
  } | null;
}

export async function readTagWriter(
  { shopId, now }: { shopId: number; now: Instant },
  db: Queryable = getPool(),
): Promise<TagWriter> {
  const { rows } = await db.query<
    Omit<TagWriter, "problem"> & {
      failure: string | null;
      reason: string | null;
      since: Instant | null;
      nextAt: Instant | null;
    }
  >(
    `SELECT tag_mode AS mode, tag_mode_at AS "modeAt", tag_prefix AS prefix,
       former_prefixes AS "formerPrefixes", tags_to_clean AS "toClean",
       failure, error AS reason, failing_since AS since, turn_at AS "nextAt",
       ${countUpTo("tag_state WHERE shop_id = $1 AND write_at IS NOT NULL")} AS waiting,
       ${countUpTo("tag_state WHERE shop_id = $1 AND written <> '{}'")} AS carrying,
       ${countUpTo("tag_write WHERE shop_id = $1 AND written_at > $2")} AS "writesOfDay"
     FROM shop LEFT JOIN tag_turn USING (shop_id) WHERE shop_id = $1`,
    [shopId, new Date(now - DAY_MS)],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no shop ${shopId}`);
  const { failure, reason, since, nextAt, ...writer } = row;
  const problem = reason !== null && since !== null ? { failure, reason, since, nextAt } : null;
  return { ...writer, problem };
}
