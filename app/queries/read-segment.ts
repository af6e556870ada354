import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Condition } from "../pipeline/segment/condition-tree.ts";
import { parseCondition } from "../pipeline/segment/read-condition.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { lastCalendarDays } from "./calendar-days.ts";
import { listCustomers, type CustomerPage } from "./list-customers.ts";
import {
  STATE_COLUMNS,
  STATE_JOIN,
  stateOf,
  type SegmentState,
  type StateColumns,
} from "./segment-state.ts";
import { readDailyFlow, sizesByDay, type DayFlow } from "./read-daily-flow.ts";

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
}

const FLOW_DAYS = 30;
const PAGE_SIZE = 25;

type SegmentRow = Omit<SegmentDetail, "days" | "members" | "condition" | "leaveWhen" | "state"> &
  StateColumns & { segmentId: number; condition: unknown; leaveWhen: unknown };

/** @returns null when the shop has no segment of that handle */
export async function readSegment(
  input: {
    shopId: number;
    handle: string;
    now: Instant;
    timezone: string;
    after?: string | undefined;
    before?: string | undefined;
  },
  db: Queryable = getPool(),
): Promise<SegmentDetail | null> {
  const { rows } = await db.query<SegmentRow>(
    `SELECT segment.segment_id AS "segmentId", handle, name, description,
       (SELECT tag_prefix FROM shop WHERE shop_id = $1) || tag AS tag, condition,
       leave_when AS "leaveWhen", minimum_stay_ms AS "minimumStayMs",
       minimum_absence_ms AS "minimumAbsenceMs", ${STATE_COLUMNS},
       count(profile.customer_id) AS size, count(*) FILTER (WHERE profile.profile_id IS NOT NULL
         AND profile.customer_id IS NULL) AS visitors,
       (SELECT count(*) FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL) AS customers
     FROM segment ${STATE_JOIN}
       LEFT JOIN segment_membership AS member ON member.shop_id = $1 AND member.segment_id = segment.segment_id
       LEFT JOIN profile ON profile.shop_id = $1 AND profile.profile_id = member.profile_id
     WHERE segment.shop_id = $1 AND handle = $2 GROUP BY segment.shop_id, segment.segment_id, build.shop_id`,
    [input.shopId, input.handle],
  );
  const row = rows[0];
  if (!row) return null;
  const { segmentId, condition, leaveWhen, ...rest } = row;
  const { isFirst, buildDone, buildTotal, buildStartedAt, ...segment } = rest;
  const { shopId, after, before } = input;
  const [flow, members] = await Promise.all([
    readDailyFlow({ ...input, days: FLOW_DAYS }, db),
    listCustomers(
      { shopId, segment: input.handle, sort: "behavior", limit: PAGE_SIZE, after, before },
      db,
    ),
  ]);
  const days = flow.get(segmentId) ?? quietDays(input);
  const sizes = sizesByDay(segment.size, days);
  return {
    ...segment,
    state: stateOf({ isFirst, buildDone, buildTotal, buildStartedAt }),
    condition: parseCondition(condition, `segment ${input.handle}`),
    leaveWhen: leaveWhen === null ? null : parseCondition(leaveWhen, `segment ${input.handle}`),
    days: days.map((day, index) => ({ ...day, size: sizes[index] ?? 0 })),
    members,
  };
}

const quietDays = (input: { now: Instant; timezone: string }): DayFlow[] =>
  lastCalendarDays({ ...input, days: FLOW_DAYS }).map((day) => ({ day, entries: 0, exits: 0 }));
