import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { RfmGroup } from "../pipeline/shared/rfm-group-names.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { customerConditions, isCommonPrefix, type Bind } from "./customer-conditions.ts";
import { decodeCursor, encodeCursor, type CustomerCursor } from "./customer-cursor.ts";
import type { CustomerFilter } from "./customer-filter.ts";
import { CUSTOMER_SORTS, SORT_COLUMNS, type CustomerSort } from "./customer-sorts.ts";
import type { Direction } from "./sort.ts";

/** One customer in a list. Scores in millionths of a point, null = unknown. */
export interface CustomerItem {
  customerId: string;
  behavior: number | null;
  intent: number | null;
  engagement: number | null;
  value: number | null;
  lastSeenAt: Instant | null;
  rfmGroup: RfmGroup | null;
  /** To order within 30 days, 0 to 1; null: nothing was fitted yet, or they never ordered. */
  chance: number | null;
  /** Expected net revenue of the next 12 months, in minor units of the shop's currency; null: as above. */
  worthMinor: number | null;
  /** Left out of scoring and tags by the merchant. */
  isExcluded: boolean;
  segments: { handle: string; name: string }[];
  /** Within one segment: since when and why. null in a list of all customers. */
  enteredAt: Instant | null;
  reason: string | null;
}

export interface CustomerList extends CustomerFilter {
  shopId: number;
  sort: CustomerSort;
  /** Without it the direction that one wishes first. */
  order?: Direction | undefined;
  limit: number;
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

type Row = CustomerItem & CustomerCursor;

/**
 * Customers in an order, unknown last whichever way it goes, ties by profile. Each column has an index of its own, of
 * which so much is read as the page needs. A cursor that cannot be read gives the first page.
 */
export async function listCustomers(
  list: CustomerList,
  db: Queryable = getPool(),
): Promise<CustomerPage> {
  const cursor = decodeCursor(list.before ?? list.after);
  const isBackward = cursor !== null && list.before !== undefined;
  const { shopId, idPrefix } = list;
  const isPrefixCommon = idPrefix !== undefined && (await isCommonPrefix(db, { shopId, idPrefix }));
  const rows = await readRows(db, list, { cursor, isBackward, isPrefixCommon });
  const isMore = rows.length > list.limit;
  const page = rows.slice(0, list.limit);
  if (isBackward) page.reverse();
  const first = page[0];
  const last = page.at(-1);
  return {
    customers: page.map(({ profileId: _profileId, rank: _rank, ...customer }) => customer),
    next: last && (isBackward || isMore) ? encodeCursor(last) : null,
    previous: first && cursor && (!isBackward || isMore) ? encodeCursor(first) : null,
  };
}

interface Place {
  cursor: CustomerCursor | null;
  isBackward: boolean;
  isPrefixCommon: boolean;
}

/** Known ones and unknown ones are two stretches of the index; the second is read where the first does not fill the page. */
async function readRows(db: Queryable, list: CustomerList, place: Place): Promise<Row[]> {
  const { cursor, isBackward, isPrefixCommon } = place;
  const stretches = isBackward ? [false, true] : [true, false];
  const begun = cursor === null ? 0 : stretches.indexOf(cursor.rank !== null);
  const rows: Row[] = [];
  for (const [index, isKnown] of stretches.entries()) {
    const missing = list.limit + 1 - rows.length;
    if (index < begun || missing <= 0) continue;
    const from = index === begun ? cursor : null;
    rows.push(
      ...(await readStretch(db, list, {
        isKnown,
        isBackward,
        isPrefixCommon,
        from,
        limit: missing,
      })),
    );
  }
  return rows;
}

async function readStretch(
  db: Queryable,
  list: CustomerList,
  part: Omit<Place, "cursor"> & { isKnown: boolean; from: CustomerCursor | null; limit: number },
): Promise<Row[]> {
  const { isKnown, isBackward, isPrefixCommon, from, limit } = part;
  const values: unknown[] = [list.shopId];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const order = list.order ?? CUSTOMER_SORTS[list.sort];
  const isAscending = (order === "asc") !== isBackward;
  const [sign, direction] = isAscending ? [">", "ASC"] : ["<", "DESC"];
  const { sql: rank, type } = SORT_COLUMNS[list.sort];
  const conditions = [
    "profile.shop_id = $1",
    "profile.customer_id IS NOT NULL",
    `${rank} IS ${isKnown ? "NOT NULL" : "NULL"}`,
    ...customerConditions(list, { shop: "$1", bind, isPrefixCommon }),
  ];
  if (from !== null && isKnown) {
    const at = type === "timestamptz" ? new Date(from.rank ?? 0) : from.rank;
    conditions.push(
      `(${rank}, profile.profile_id) ${sign} (${bind(at)}::${type}, ${bind(from.profileId)}::bigint)`,
    );
  } else if (from !== null) {
    conditions.push(`profile.profile_id ${sign} ${bind(from.profileId)}::bigint`);
  }
  const isSegment = list.segment !== undefined;
  const join = isSegment
    ? `JOIN segment_membership AS chosen ON chosen.shop_id = $1 AND chosen.profile_id = profile.profile_id
         AND chosen.segment_id = (SELECT segment_id FROM segment WHERE shop_id = $1 AND handle = ${bind(list.segment)})`
    : "";
  // Also where all ranks are unknown: it is the index's own order, which the planner knows by these words alone.
  const ordering = `${rank} ${direction}, profile.profile_id ${direction}`;
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS}, ${rank} AS rank,
       ${isSegment ? `chosen.entered_at AS "enteredAt", chosen.reason` : `NULL AS "enteredAt", NULL AS reason`}
     FROM profile ${join} WHERE ${conditions.join(" AND ")} ORDER BY ${ordering} LIMIT ${bind(limit)}`,
    values,
  );
  return rows;
}

const COLUMNS = `profile.customer_id AS "customerId", profile.profile_id AS "profileId", behavior, intent,
  engagement, value, last_seen_at AS "lastSeenAt", rfm_group AS "rfmGroup",
  ${SORT_COLUMNS.chance.sql} AS chance, ${SORT_COLUMNS.worth.sql} AS "worthMinor",
  EXISTS (SELECT FROM customer_exclusion AS left_out WHERE left_out.shop_id = $1
    AND left_out.customer_id = profile.customer_id) AS "isExcluded",
  (SELECT coalesce(json_agg(json_build_object('handle', handle, 'name', name) ORDER BY segment_id), '[]')
   FROM segment_membership JOIN segment USING (shop_id, segment_id)
   WHERE shop_id = $1 AND segment_membership.profile_id = profile.profile_id) AS segments`;
