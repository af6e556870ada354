import { z } from "zod";
import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import { DAY_MS, MINUTE_MS, type Instant } from "../pipeline/shared/time.ts";
import type { ActivityEntry, ActivityFilter, ActivityPage } from "./activity-entry.ts";
import { ACTIVITY_LOGS, type ActivityLog } from "./activity-logs.ts";
import { addLeadingSegments } from "./leading-segments.ts";

const PAGE = 25;

/** Where a page begins: behind this line, on the later or the earlier side. */
type Cursor = { at: Instant; log: string; tie: string };

type Side = "older" | "newer";

const CursorSchema = z.tuple([z.number().int(), z.string().max(40), z.string().max(300)]);

/**
 * A page of everything that Kindling did, and of what it could not do: the logs of all parts, merged by time. Each log gives
 * at most a page by its own index, so that a page takes the same time at the first and at the millionth line.
 * @param input.after, input.before a cursor of another page; what is none gives the newest page
 */
export async function listActivity(
  input: {
    shopId: number;
    filter: ActivityFilter;
    now: Instant;
    after?: string | undefined;
    before?: string | undefined;
    limit?: number;
  },
  db: Queryable = getPool(),
): Promise<ActivityPage> {
  const { shopId, filter, now, limit = PAGE } = input;
  const after = readCursor(input.after);
  const before = after === null ? readCursor(input.before) : null;
  const side: Side = before === null ? "older" : "newer";
  const cursor = after ?? before;
  const rows = await loadPage(db, { shopId, filter, now, side, cursor, limit: limit + 1 });
  const hasMore = rows.length > limit;
  const kept = rows.slice(0, limit);
  const inOrder = side === "older" ? kept : kept.toReversed();
  const entries = await addLeadingSegments(db, shopId, inOrder);
  const hasNext = side === "newer" || hasMore;
  const hasPrevious = side === "newer" ? hasMore : after !== null;
  return {
    entries,
    next: hasNext ? (entries.at(-1)?.cursor ?? null) : null,
    previous: hasPrevious ? (entries.at(0)?.cursor ?? null) : null,
  };
}

type Wanted = {
  shopId: number;
  filter: ActivityFilter;
  now: Instant;
  side: Side;
  cursor: Cursor | null;
  limit: number;
};

async function loadPage(db: Queryable, wanted: Wanted): Promise<ActivityEntry[]> {
  const { filter, side, cursor } = wanted;
  const parts = ACTIVITY_LOGS.flatMap((log) => selectOf(log, wanted) ?? []);
  if (parts.length === 0) return [];
  const from = Math.max(filter.from ?? 0, side === "newer" ? (cursor?.at ?? 0) : 0);
  // Clocks of several processes differ a little; nothing is later than tomorrow.
  const last = Math.min((filter.to ?? wanted.now + DAY_MS) - 1, wanted.now + DAY_MS);
  const to = side === "older" && cursor !== null ? Math.min(last, cursor.at) : last;
  const minutes = [Math.ceil(from / MINUTE_MS), Math.floor(to / MINUTE_MS)];
  const order = side === "older" ? "DESC" : "ASC";
  const { rows } = await db.query<Omit<ActivityEntry, "cursor"> & { log: string; tie: string }>(
    // Every number is named once, also where no log that is asked needs it.
    `WITH asked AS (SELECT $1::int, $2::timestamptz, $3::timestamptz, $4::int, $5::int, $6::text, $7::timestamptz,
       $8::text, $9::text)
     SELECT * FROM (${parts.join("\nUNION ALL\n")}) AS merged
     ORDER BY at ${order}, log COLLATE "C" ${order}, tie COLLATE "C" ${order} LIMIT $10`,
    [
      wanted.shopId,
      new Date(from),
      new Date(to),
      ...minutes,
      filter.customerId,
      new Date(cursor?.at ?? 0),
      cursor?.log ?? "",
      cursor?.tie ?? "",
      wanted.limit,
    ],
  );
  return rows.map(({ log, tie, ...entry }) => ({
    ...entry,
    cursor: writeCursor({ at: entry.at, log, tie }),
  }));
}

/** One log's share of the page; null: it cannot hold what is wanted. */
function selectOf(log: ActivityLog, { filter, side, cursor }: Wanted): string | null {
  if (filter.kind !== null && log.kind !== null && log.kind !== filter.kind) return null;
  if (filter.customerId !== null && log.customer === null) return null;
  const outcomes = Object.entries(log.outcomes).filter(
    ([outcome]) => filter.outcome === null || outcome === filter.outcome,
  );
  if (outcomes.length === 0) return null;
  const told = `CASE ${outcomes.map(([outcome, rows]) => `WHEN ${rows} THEN '${outcome}'`).join(" ")} END`;
  const range = log.isByMinute
    ? `${log.order} BETWEEN $4::int AND $5::int`
    : `${log.order} BETWEEN $2::timestamptz AND $3::timestamptz`;
  const beyond = side === "older" ? "<" : ">";
  const order = side === "older" ? "DESC" : "ASC";
  const where = [
    "shop_id = $1",
    range,
    outcomes.map(([, rows]) => rows).join(" OR "),
    ...(log.kind === null && filter.kind !== null ? [`${log.ownKind} = '${filter.kind}'`] : []),
    ...(cursor === null
      ? []
      : [
          `(${log.at}, '${log.name}' COLLATE "C", (${log.tie}) COLLATE "C") ${beyond}
             ($7::timestamptz, $8::text COLLATE "C", $9::text COLLATE "C")`,
        ]),
  ];
  // A customer has few rows: found by their index, and not by walking through everybody's by time.
  const from =
    filter.customerId === null
      ? log.from
      : `(SELECT * FROM ${log.from} WHERE shop_id = $1 AND ${log.customer} = $6 OFFSET 0) AS log`;
  return `(SELECT ${log.at} AS at, '${log.name}' AS log, ${log.tie} AS tie, ${log.ownKind ?? `'${log.kind}'`} AS kind,
      ${told} AS outcome, ${log.customer ?? "NULL"}::text AS "customerId", ${log.what} AS what
    FROM ${from} WHERE ${where.map((one) => `(${one})`).join(" AND ")}
    ORDER BY ${log.order} ${order}, (${log.tie}) COLLATE "C" ${order} LIMIT $10)`;
}

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined || text.length > 600) return null;
  try {
    const parsed = CursorSchema.safeParse(
      JSON.parse(Buffer.from(text, "base64url").toString("utf8")),
    );
    if (!parsed.success) return null;
    const [at, log, tie] = parsed.data;
    return { at, log, tie };
  } catch {
    return null;
  }
}

const writeCursor = ({ at, log, tie }: Cursor): string =>
  Buffer.from(JSON.stringify([at, log, tie])).toString("base64url");
