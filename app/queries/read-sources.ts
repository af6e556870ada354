import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import { SOURCE_NAMES, type SourceName } from "../pipeline/shared/source-names.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { judgeSource, type Activity, type SourceState } from "./judge-source.ts";
import {
  readIntake,
  readLastHeard,
  sumTallies,
  type IntakeBucket,
  type Span,
} from "./read-intake.ts";
import { readSetup, type Setup } from "./read-setup.ts";

/** One source, how it is, and what came in from it. */
export interface SourceStatus extends Activity {
  source: SourceName;
  state: SourceState;
  /** The last day by hours, oldest first. */
  hours: IntakeBucket[];
}

export interface Sources {
  sources: SourceStatus[];
  setup: Setup;
  intake: Record<Span, Record<SourceName, IntakeBucket[]>>;
}

/** Every source of the shop, what is set up, and what came in. */
export async function readSources(
  { shopId, now }: { shopId: number; now: Instant },
  db: Queryable = getPool(),
): Promise<Sources> {
  const [setup, hour, day, lastHeard] = await Promise.all([
    readSetup({ shopId }, db),
    readIntake({ shopId, now, span: "hour" }, db),
    readIntake({ shopId, now, span: "day" }, db),
    readLastHeard({ shopId, now }, db),
  ]);
  const sources = SOURCE_NAMES.map((source): SourceStatus => {
    const activity: Activity = {
      lastHeardAt: source === "reconciliation" ? lastRunOf(setup) : (lastHeard.get(source) ?? null),
      lastHour: sumTallies(hour[source]),
      lastDay: sumTallies(day[source]),
    };
    const state = judgeSource(source, { activity, setup, now });
    return { source, state, ...activity, hours: day[source] };
  });
  return { sources, setup, intake: { hour, day } };
}

/** A comparison that found nothing missing brings no record, and is heard all the same. */
function lastRunOf({ comparisons }: Setup): Instant | null {
  const runs = comparisons.flatMap(({ lastRunAt }) => lastRunAt ?? []);
  return runs.length === 0 ? null : Math.max(...runs);
}
