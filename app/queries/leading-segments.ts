import type { Queryable } from "../db/transaction.ts";
import type { ActivityEntry, ActivityWhat } from "./activity-entry.ts";

type Led = Extract<ActivityWhat, { type: "tag-write" }>["segment"];

/** Gives writes of tags the change of membership that led to them: the latest before, of a segment with that tag. */
export async function addLeadingSegments(
  db: Queryable,
  shopId: number,
  entries: readonly ActivityEntry[],
): Promise<ActivityEntry[]> {
  const writeIds = entries.flatMap(({ what }) =>
    what.type === "tag-write" && what.cause === "segments" ? [what.writeId] : [],
  );
  if (writeIds.length === 0) return [...entries];
  const led = await findLeading(db, shopId, writeIds);
  return entries.map((entry) =>
    entry.what.type === "tag-write"
      ? { ...entry, what: { ...entry.what, segment: led.get(entry.what.writeId) ?? null } }
      : entry,
  );
}

async function findLeading(
  db: Queryable,
  shopId: number,
  writeIds: number[],
): Promise<Map<number, Led>> {
  const { rows } = await db.query<{ writeId: number } & NonNullable<Led>>(
    `SELECT write_id AS "writeId", handle, name, entered, reason FROM tag_write AS page CROSS JOIN LATERAL (
       SELECT handle, name, entered, reason FROM membership_change JOIN segment USING (shop_id, segment_id)
       WHERE shop_id = $1 AND customer_id = page.customer_id AND at <= written_at
         AND EXISTS (SELECT FROM unnest(CASE WHEN entered THEN added ELSE removed END) AS written
                     WHERE right(lower(written), char_length(tag)) = lower(tag))
       ORDER BY at DESC, change_id DESC LIMIT 1) AS led
     WHERE page.shop_id = $1 AND write_id = ANY($2::bigint[])`,
    [shopId, writeIds],
  );
  return new Map(rows.map(({ writeId, ...led }) => [writeId, led]));
}
