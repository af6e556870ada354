import { assertNever } from "../pipeline/shared/outcome.ts";
import { MINUTE_MS, type Instant } from "../pipeline/shared/time.ts";
import type { SourceName } from "../pipeline/shared/source-names.ts";
import type { Tally } from "./read-intake.ts";
import type { Setup } from "./read-setup.ts";

/** How a source is. Where something is to be done, `failure` says what is wrong. */
export type SourceState =
  /** Heard within the last day. */
  | { kind: "alive" }
  /** Heard before, and not for a day. A small shop is quiet at times. */
  | { kind: "quiet" }
  /** Ready to be heard, and was not yet. */
  | { kind: "unheard" }
  /** Being set up or read; nothing to do. */
  | { kind: "working" }
  /** All is read; nothing more will come. */
  | { kind: "complete" }
  /** Not connected, which is the merchant's choice. */
  | { kind: "off" }
  | { kind: "failing"; failure: Failure };

export type Failure =
  /** Everything of the last day was refused. */
  | { reason: "all-refused" }
  /** More of the last hour was refused than taken. */
  | { reason: "most-refused" }
  /** Shopify's words, or ours, for why the pixel is not active. */
  | { reason: "pixel"; error: string }
  /** Due since then, and nobody compares. */
  | { reason: "late"; since: Instant };

/** What came in lately, and when anything that was not refused came last. */
export interface Activity {
  lastHeardAt: Instant | null;
  lastHour: Tally;
  lastDay: Tally;
}

/** Fewer refusals than this in an hour are somebody's old script, not a failure of the source. */
const MANY_REFUSALS = 10;
/** A comparison is due every ten minutes, and waits while events wait to be ingested. */
const LATE_MS = 30 * MINUTE_MS;

/** Judges one source by what is set up and what came in. */
export function judgeSource(
  source: SourceName,
  { activity, setup, now }: { activity: Activity; setup: Setup; now: Instant },
): SourceState {
  switch (source) {
    case "webhook":
    case "proxy":
      return judgeActivity(activity);
    case "pixel":
      return judgePixel(activity, setup);
    case "api":
      return setup.activeKeys === 0 ? { kind: "off" } : judgeActivity(activity);
    case "klaviyo":
      return setup.isKlaviyoConnected ? judgeActivity(activity) : { kind: "off" };
    case "backfill":
      return judgeBackfill(setup);
    case "reconciliation":
      return judgeComparisons(setup, now);
    default:
      return assertNever(source);
  }
}

function judgeActivity({ lastHeardAt, lastHour, lastDay }: Activity): SourceState {
  const heard = ({ accepted, duplicate, ignored }: Tally) => accepted + duplicate + ignored;
  if (lastDay.rejected > 0 && heard(lastDay) === 0) {
    return { kind: "failing", failure: { reason: "all-refused" } };
  }
  if (lastHour.rejected >= MANY_REFUSALS && lastHour.rejected > heard(lastHour)) {
    return { kind: "failing", failure: { reason: "most-refused" } };
  }
  if (heard(lastDay) > 0) return { kind: "alive" };
  return { kind: lastHeardAt === null ? "unheard" : "quiet" };
}

function judgePixel(activity: Activity, { pixel }: Setup): SourceState {
  // Also where we know of a pixel: that its check failed may mean that it is gone.
  if (pixel.error !== null) {
    return { kind: "failing", failure: { reason: "pixel", error: pixel.error } };
  }
  return pixel.isActive ? judgeActivity(activity) : { kind: "working" };
}

function judgeBackfill({ backfill }: Setup): SourceState {
  const isWhole = backfill.length > 0 && backfill.every(({ finishedAt }) => finishedAt !== null);
  return { kind: isWhole ? "complete" : "working" };
}

function judgeComparisons({ comparisons }: Setup, now: Instant): SourceState {
  if (comparisons.length === 0) return { kind: "working" };
  const since = Math.min(...comparisons.map(({ dueAt }) => dueAt));
  if (now - since > LATE_MS) return { kind: "failing", failure: { reason: "late", since } };
  return { kind: comparisons.some(({ lastRunAt }) => lastRunAt !== null) ? "alive" : "working" };
}
