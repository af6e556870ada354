import { getPool } from "../db/pool.server.ts";
import { getShop } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { readDailyFlow, sizesByDay } from "./read-daily-flow.ts";
import {
  readKeptSums,
  readSegmentSizes,
  type KeptSums,
  type SegmentSize,
} from "./segment-sizes.ts";
import {
  STATE_COLUMNS,
  STATE_JOIN,
  stateOf,
  type SegmentState,
  type StateColumns,
} from "./segment-state.ts";
import { readSegmentUses } from "./segment-uses.ts";

export interface SegmentOverview {
  handle: string;
  name: string;
  description: string;
  /** As customers carry it, prefix included; null: it writes none. */
  tag: string | null;
  state: SegmentState;
  /** Customers in it. Visitors can be members too, but carry no tag. */
  size: number;
  visitors: number;
  /** Size at the end of each of the last days in the shop's time zone, oldest first, today's as of now. */
  trend: number[];
  /** What its members bought in the last 30 days up to the last count, net, in minor units; null: not counted yet. */
  revenue30: number | null;
  /** Segments whose newest definition names it. */
  users: { handle: string; name: string }[];
}

/** Every segment of the shop, with its sizes over the last so many days. */
export async function readSegmentOverview(
  input: { shopId: number; now: Instant; timezone: string; days: number },
  db: Queryable = getPool(),
): Promise<SegmentOverview[]> {
  return overviewOf(input, await readKeptSums(db, input.shopId), db);
}

/** All segments, and what the whole shop came to when they were counted last. */
export interface SegmentList {
  segments: SegmentOverview[];
  /** null: nothing was counted yet. */
  countedAt: Instant | null;
  /** When segments were filled for the first time; null: not yet. */
  filledAt: Instant | null;
}

/** All that the list of segments shows. */
export async function readSegmentList(
  input: { shopId: number; now: Instant; timezone: string; days: number },
  db: Queryable = getPool(),
): Promise<SegmentList> {
  const sums = await readKeptSums(db, input.shopId);
  const [segments, shop] = await Promise.all([
    overviewOf(input, sums, db),
    getShop(db, input.shopId),
  ]);
  return { segments, countedAt: sums.shop?.asOf ?? null, filledAt: shop.readyAt };
}

async function overviewOf(
  input: { shopId: number; now: Instant; timezone: string; days: number },
  sums: KeptSums,
  db: Queryable,
): Promise<SegmentOverview[]> {
  const { shopId } = input;
  const [rows, sizes, flow, uses] = await Promise.all([
    readRows(shopId, db),
    readSegmentSizes(db, shopId, sums),
    readDailyFlow({ ...input, sums }, db),
    readSegmentUses(db, shopId),
  ]);
  return rows.map(({ segmentId, ...segment }) => {
    const { size, visitors }: SegmentSize = sizes.get(segmentId) ?? { size: 0, visitors: 0 };
    return {
      ...segment,
      ...{ size, visitors },
      trend: sizesByDay(size, flow.get(segmentId) ?? []),
      revenue30: sums.segments.get(segmentId)?.revenue30 ?? null,
      users: uses
        .filter(({ used }) => used === segment.handle)
        .map(({ handle, name }) => ({ handle, name })),
    };
  });
}

type Named = Pick<SegmentOverview, "handle" | "name" | "description" | "tag" | "state"> & {
  segmentId: number;
};

async function readRows(shopId: number, db: Queryable): Promise<Named[]> {
  const { rows } = await db.query<Omit<Named, "state"> & StateColumns>(
    `SELECT segment.segment_id AS "segmentId", handle, name, description, tag_prefix || tag AS tag, ${STATE_COLUMNS}
     FROM segment JOIN shop USING (shop_id) ${STATE_JOIN}
     WHERE segment.shop_id = $1 ORDER BY segment.segment_id`,
    [shopId],
  );
  return rows.map(({ isFirst, buildDone, buildTotal, buildJudgingSince, ...segment }) => ({
    ...segment,
    state: stateOf({ isFirst, buildDone, buildTotal, buildJudgingSince }),
  }));
}
