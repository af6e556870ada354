import type { Queryable } from "./transaction.ts";

/** Customers who entered and left a segment on a calendar day of the shop, "2011-03-03". */
export interface SegmentDayRow {
  segmentId: number;
  day: string;
  entries: number;
  exits: number;
}

/** Entries and exits of customers by calendar day, from the first instant of a day on and up to an instant. */
export async function countFlow(
  db: Queryable,
  shopId: number,
  span: { fromDay: string; until: number; timezone: string },
): Promise<SegmentDayRow[]> {
  const { rows } = await db.query<SegmentDayRow>(
    `SELECT segment_id AS "segmentId", to_char(at AT TIME ZONE $2, 'YYYY-MM-DD') AS day,
       count(*) FILTER (WHERE entered) AS entries, count(*) FILTER (WHERE NOT entered) AS exits
     FROM membership_change
     WHERE shop_id = $1 AND at >= ($3::date)::timestamp AT TIME ZONE $2 AND at <= $4 AND customer_id IS NOT NULL
     GROUP BY 1, 2`,
    [shopId, span.timezone, span.fromDay, new Date(span.until)],
  );
  return rows;
}

/** Kept days, from one on and before another. */
export async function loadFlow(
  db: Queryable,
  shopId: number,
  span: { fromDay: string; beforeDay: string },
): Promise<SegmentDayRow[]> {
  const { rows } = await db.query<SegmentDayRow>(
    `SELECT segment_id AS "segmentId", to_char(day, 'YYYY-MM-DD') AS day, entries, exits
     FROM segment_day WHERE shop_id = $1 AND day >= $2::date AND day < $3::date`,
    [shopId, span.fromDay, span.beforeDay],
  );
  return rows;
}

/** Puts counted days in the place of all that are kept from a day on. */
export async function saveFlow(
  db: Queryable,
  shopId: number,
  { fromDay, rows }: { fromDay: string; rows: readonly SegmentDayRow[] },
): Promise<void> {
  await db.query("DELETE FROM segment_day WHERE shop_id = $1 AND day >= $2::date", [
    shopId,
    fromDay,
  ]);
  await db.query(
    `INSERT INTO segment_day (shop_id, segment_id, day, entries, exits)
     SELECT $1, counted.* FROM unnest($2::int[], $3::date[], $4::int[], $5::int[])
       AS counted(segment_id, day, entries, exits)
     JOIN segment ON segment.shop_id = $1 AND segment.segment_id = counted.segment_id`,
    [
      shopId,
      rows.map(({ segmentId }) => segmentId),
      rows.map(({ day }) => day),
      rows.map(({ entries }) => entries),
      rows.map(({ exits }) => exits),
    ],
  );
}
