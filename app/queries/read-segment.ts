import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Condition } from "../pipeline/segment/condition-tree.ts";
import { parseCondition } from "../pipeline/segment/read-condition.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { lastCalendarDays } from "./calendar-days.ts";
import type { CustomerSort } from "./customer-sorts.ts";
import { listCustomers, type CustomerPage } from "./list-customers.ts";
import type { Direction } from "./sort.ts";
import {
  STATE_COLUMNS,
  STATE_JOIN,
  stateOf,
  type SegmentState,
  type StateColumns,
} from "./segment-state.ts";
import { readDailyFlow, sizesByDay, type DayFlow } from "./read-daily-flow.ts";
import {
  readCustomerCount,
  readKeptSums,
  readSegmentSizes,
  type KeptSums,
} from "./segment-sizes.ts";

/** All that one segment's page shows. */
export interface SegmentDetail {
  handle: string;
  name: string;
  description: string;
  /** As customers carry it, prefix included; null: it writes none. */
  tag: string | null;
  state: SegmentState;
  /** Of the definition in force; of one that is built for the first time, what is being built. */
  condition: Condition;
  leaveWhen: Condition | null;
  minimumStayMs: number;
  minimumAbsenceMs: number;
  /** Member customers, member visitors, and the customers of the shop. */
  size: number;
  visitors: number;
  customers: number;
  /** Every one of the last 30 days in the shop's time zone, oldest first, with the size at its end. */
  days: (DayFlow & { size: number })[];
  members: CustomerPage;
  /** null: not counted yet. */
  money: SegmentMoney | null;
}

/** What today's members bought, and the whole shop, guests included: net, in minor units, up to the last count. */
export interface SegmentMoney {
  countedAt: Instant;
  last30: { members: number; shop: number };
  last90: { members: number; shop: number };
}

const FLOW_DAYS = 30;
const PAGE_SIZE = 25;

type SegmentRow = Pick<
  SegmentDetail,
  "handle" | "name" | "description" | "tag" | "minimumStayMs" | "minimumAbsenceMs"
> &
  StateColumns & { segmentId: number; condition: unknown; leaveWhen: unknown };

/** @returns null when the shop has no segment of that handle */
export async function readSegment(
  input: {
    shopId: number;
    handle: string;
    now: Instant;
    timezone: string;
    /** Of its members. */
    sort?: CustomerSort;
    order?: Direction;
    after?: string | undefined;
    before?: string | undefined;
  },
  db: Queryable = getPool(),
): Promise<SegmentDetail | null> {
  const { rows } = await db.query<SegmentRow>(
    `SELECT segment.segment_id AS "segmentId", handle, name, description,
       (SELECT tag_prefix FROM shop WHERE shop_id = $1) || tag AS tag, condition,
       leave_when AS "leaveWhen", minimum_stay_ms AS "minimumStayMs",
       minimum_absence_ms AS "minimumAbsenceMs", ${STATE_COLUMNS}
     FROM segment ${STATE_JOIN} WHERE segment.shop_id = $1 AND handle = $2`,
    [input.shopId, input.handle],
  );
  const row = rows[0];
  if (!row) return null;
  const { segmentId, condition, leaveWhen, ...rest } = row;
  const { isFirst, buildDone, buildTotal, buildJudgingSince, ...segment } = rest;
  const { shopId, sort = "behavior", order, after, before } = input;
  const sums = await readKeptSums(db, shopId);
  const [sizes, customers, flow, members] = await Promise.all([
    readSegmentSizes(db, shopId, sums),
    readCustomerCount(db, shopId, sums),
    readDailyFlow({ ...input, days: FLOW_DAYS, sums }, db),
    listCustomers(
      { shopId, segment: input.handle, sort, order, limit: PAGE_SIZE, after, before },
      db,
    ),
  ]);
  const { size, visitors } = sizes.get(segmentId) ?? { size: 0, visitors: 0 };
  const days = flow.get(segmentId) ?? quietDays(input);
  const byDay = sizesByDay(size, days);
  return {
    ...segment,
    ...{ size, visitors, customers, members },
    state: stateOf({ isFirst, buildDone, buildTotal, buildJudgingSince }),
    condition: parseCondition(condition, `segment ${input.handle}`),
    leaveWhen: leaveWhen === null ? null : parseCondition(leaveWhen, `segment ${input.handle}`),
    days: days.map((day, index) => ({ ...day, size: byDay[index] ?? 0 })),
    money: moneyOf(sums, segmentId),
  };
}

function moneyOf({ shop, segments }: KeptSums, segmentId: number): SegmentMoney | null {
  const sums = segments.get(segmentId);
  if (shop === null || sums === undefined) return null;
  return {
    countedAt: shop.asOf,
    last30: { members: sums.revenue30, shop: shop.revenue30 },
    last90: { members: sums.revenue90, shop: shop.revenue90 },
  };
}

const quietDays = (input: { now: Instant; timezone: string }): DayFlow[] =>
  lastCalendarDays({ ...input, days: FLOW_DAYS }).map((day) => ({ day, entries: 0, exits: 0 }));
