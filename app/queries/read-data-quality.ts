import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import type { SourceName } from "../pipeline/shared/source-names.ts";
import { sumTallies, type IntakeBucket, type Span } from "./read-intake.ts";
import { readRefusals, type Refusals } from "./read-refusals.ts";
import type { Setup } from "./read-setup.ts";
import { readSources, type Sources, type SourceStatus } from "./read-sources.ts";
import { readUnreadable, type Unreadable } from "./read-unreadable.ts";

export interface DataQuality {
  asOf: Instant;
  sources: SourceStatus[];
  setup: Setup;
  plot: IntakeBucket[];
  refusals: Refusals;
  unreadable: Unreadable;
}

/** What to plot: one source or all of them together, the last hour or the last day. */
export interface PlotView {
  source: SourceName | "all";
  span: Span;
}

/** What the page of data quality shows besides the stitching report, as of one instant. */
export async function readDataQuality(
  { shopId, now, view }: { shopId: number; now: Instant; view: PlotView },
  db: Queryable = getPool(),
): Promise<DataQuality> {
  const [{ sources, setup, intake }, refusals, unreadable] = await Promise.all([
    readSources({ shopId, now }, db),
    readRefusals({ shopId, now }, db),
    readUnreadable({ shopId }, db),
  ]);
  return { asOf: now, sources, setup, plot: pickPlot(intake, view), refusals, unreadable };
}

function pickPlot(intake: Sources["intake"], { source, span }: PlotView): IntakeBucket[] {
  const bySource = intake[span];
  if (source !== "all") return bySource[source];
  const all = Object.values(bySource);
  return bySource.webhook.map(({ startsAt }, index) => {
    const same = all.flatMap((buckets) => buckets[index] ?? []);
    return { startsAt, ...sumTallies(same) };
  });
}
