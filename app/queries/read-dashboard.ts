import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ScoreName } from "../pipeline/score/scores.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { listCustomers, type CustomerItem } from "./list-customers.ts";
import { readBackfill, type BackfillStep } from "./read-backfill.ts";
import { readLatestChanges, type Change } from "./read-latest-changes.ts";
import { readScoreDistribution, type Distribution } from "./read-score-distribution.ts";
import { readSegmentOverview, type SegmentOverview } from "./read-segment-overview.ts";
import { readStatus, type Status } from "./read-status.ts";

export interface Dashboard {
  asOf: Instant;
  status: Status;
  backfill: BackfillStep[];
  segments: SegmentOverview[];
  distribution: Record<ScoreName, Distribution>;
  changes: Change[];
  /** The customers of the highest known intent. */
  hot: CustomerItem[];
}

const TREND_DAYS = 14;
const CHANGE_LIMIT = 12;
const HOT_LIMIT = 6;

/** All that the home page shows, as of one instant. */
export async function readDashboard(
  input: { shopId: number; now: Instant; timezone: string },
  db: Queryable = getPool(),
): Promise<Dashboard> {
  const { shopId, now } = input;
  const [status, backfill, segments, distribution, changes, hottest] = await Promise.all([
    readStatus({ shopId, now }, db),
    readBackfill({ shopId }, db),
    readSegmentOverview({ ...input, days: TREND_DAYS }, db),
    readScoreDistribution({ shopId }, db),
    readLatestChanges({ shopId, limit: CHANGE_LIMIT }, db),
    listCustomers({ shopId, sort: "intent", limit: HOT_LIMIT }, db),
  ]);
  const hot = hottest.customers.filter(({ intent }) => intent !== null && intent > 0);
  return { asOf: now, status, backfill, segments, distribution, changes, hot };
}
