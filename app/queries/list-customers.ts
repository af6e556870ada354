import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ScoreName } from "../pipeline/score/scores.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { decodeCursor, encodeCursor } from "./customer-cursor.ts";

/** One customer in a list. Scores in millionths of a point, null = unknown. */
export interface CustomerItem {
  customerId: string;
  behavior: number | null;
  intent: number | null;
  engagement: number | null;
  value: number | null;
  lastSeenAt: Instant | null;
  segments: { handle: string; name: string }[];
  /** Within one segment: since when and why. null in a list of all customers. */
  enteredAt: Instant | null;
  reason: string | null;
}

export interface CustomerFilter {
  shopId: number;
  sort: ScoreName;
  limit: number;
  /** Handle of a segment whose members alone are wanted. */
  segment?: string | undefined;
  /** The beginning of a customer id. */
  search?: string | undefined;
  /** The page after or before the place that a cursor names; without either, the first page. */
  after?: string | undefined;
  before?: string | undefined;
}

export interface CustomerPage {
  customers: CustomerItem[];
  /** Cursors of the neighboring pages, null where there is none. */
  next: string | null;
  previous: string | null;
}

/** Customers, the highest score first, unknown last, ties by profile. A cursor that cannot be read gives the first page. */
export async function listCustomers(
  filter: CustomerFilter,
  db: Queryable = getPool(),
): Promise<CustomerPage> {
  const cursor = decodeCursor(filter.before ?? filter.after);
  const backward = cursor !== null && filter.before !== undefined;
  const { rows } = await db.query<CustomerItem & { profileId: number; rank: number }>(
    listSql({ sort: filter.sort, inSegment: filter.segment !== undefined, backward }),
    [
      filter.shopId,
      filter.segment ?? null,
      `${(filter.search ?? "").replace(/\D/g, "")}%`,
      cursor?.rank ?? null,
      cursor?.profileId ?? null,
      filter.limit + 1,
    ],
  );
  const isMore = rows.length > filter.limit;
  const page = rows.slice(0, filter.limit);
  if (backward) page.reverse();
  const first = page[0];
  const last = page.at(-1);
  return {
    customers: page.map(({ profileId: _profileId, rank: _rank, ...customer }) => customer),
    next: last && (backward || isMore) ? encodeCursor(last) : null,
    previous: first && cursor && (!backward || isMore) ? encodeCursor(first) : null,
  };
}

function listSql({
  sort,
  inSegment,
  backward,
}: {
  sort: ScoreName;
  inSegment: boolean;
  backward: boolean;
}): string {
  // `sort` is one of four column names, never what a request says.
  const rank = `coalesce(profile.${sort}, -1)`;
  const direction = backward ? "ASC" : "DESC";
  const tie = backward ? "DESC" : "ASC";
  const place = backward
    ? `(${rank} > $4 OR (${rank} = $4 AND profile.profile_id < $5))`
    : `(${rank} < $4 OR (${rank} = $4 AND profile.profile_id > $5))`;
  return `
    SELECT customer_id AS "customerId", profile.profile_id AS "profileId", ${rank} AS rank,
      behavior, intent, engagement, value, last_seen_at AS "lastSeenAt",
      ${inSegment ? `chosen.entered_at AS "enteredAt", chosen.reason` : `NULL AS "enteredAt", NULL AS reason`},
      (SELECT coalesce(json_agg(json_build_object('handle', handle, 'name', name) ORDER BY segment_id), '[]')
       FROM segment_membership JOIN segment USING (shop_id, segment_id)
       WHERE shop_id = $1 AND segment_membership.profile_id = profile.profile_id) AS segments
    FROM profile
    ${
      inSegment
        ? `JOIN segment_membership AS chosen ON chosen.shop_id = $1 AND chosen.profile_id = profile.profile_id
             AND chosen.segment_id = (SELECT segment_id FROM segment WHERE shop_id = $1 AND handle = $2)`
        : ""
    }
    WHERE profile.shop_id = $1 AND customer_id IS NOT NULL AND customer_id LIKE $3
      AND ($2::text IS NULL OR ${inSegment}) AND ($4::int IS NULL OR ${place})
    ORDER BY rank ${direction}, profile.profile_id ${tie} LIMIT $6`;
}
