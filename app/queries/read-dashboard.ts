import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { listCustomers, type CustomerItem } from "./list-customers.ts";
import type { BackfillStep } from "./read-backfill.ts";
import { readFirstSteps, type FirstSteps } from "./read-first-steps.ts";
import { readLatestChanges, type Change } from "./read-latest-changes.ts";
import { readSegmentList, type SegmentOverview } from "./read-segment-overview.ts";
import type { EmbedStatus } from "./read-setup.ts";
import { readSources, type SourceStatus } from "./read-sources.ts";
import { readStatus, type Status } from "./read-status.ts";
import { readToday, type Today } from "./read-today.ts";

export interface Dashboard {
  asOf: Instant;
  status: Status;
  sources: Pick<SourceStatus, "source" | "state" | "lastHeardAt">[];
  backfill: BackfillStep[];
  /** As the admin said it to a browser last. */
  embed: EmbedStatus;
  firstSteps: FirstSteps;
  today: Today;
  segments: SegmentOverview[];
  /** As of when the revenue of segments was counted; null: not yet. */
  countedAt: Instant | null;
  changes: Change[];
  /** The customers of the highest known intent; of those as high, who was seen last. */
  hot: CustomerItem[];
}

const TREND_DAYS = 14;
const CHANGE_LIMIT = 5;
const HOT_LIMIT = 6;
/** Many stand at the cap of a hundred points: so many are read, to show who was seen last of them. */
const HOT_READ = 50;

/** All that the home page shows, as of one instant. */
export async function readDashboard(
  input: { shopId: number; now: Instant; timezone: string },
  db: Queryable = getPool(),
): Promise<Dashboard> {
  const { shopId, now } = input;
  const [status, { sources, setup }, firstSteps, today, list, changes, hottest] = await Promise.all(
    [
      readStatus({ shopId, now }, db),
      readSources({ shopId, now }, db),
      readFirstSteps({ shopId }, db),
      readToday(input, db),
      readSegmentList({ ...input, days: TREND_DAYS }, db),
      readLatestChanges({ shopId, limit: CHANGE_LIMIT }, db),
      listCustomers({ shopId, sort: "intent", limit: HOT_READ }, db),
    ],
  );
  return {
    asOf: now,
    status,
    sources: sources.map(({ source, state, lastHeardAt }) => ({ source, state, lastHeardAt })),
    backfill: setup.backfill,
    embed: setup.embed,
    firstSteps,
    today,
    ...list,
    changes,
    hot: findHottest(hottest.customers),
  };
}

const findHottest = (customers: readonly CustomerItem[]): CustomerItem[] =>
  customers
    .filter(({ intent }) => intent !== null && intent > 0)
    .toSorted(
      (a, b) => (b.intent ?? 0) - (a.intent ?? 0) || (b.lastSeenAt ?? 0) - (a.lastSeenAt ?? 0),
    )
    .slice(0, HOT_LIMIT);
