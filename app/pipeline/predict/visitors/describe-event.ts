import type { PointsModel } from "../../score/model.ts";
import { CALENDAR_FEATURES } from "./calendar-features.ts";
import type { VisitorFeature } from "./visitor-feature.ts";
import { EVENT_FEATURES } from "./event-features.ts";
import { PAST_FEATURES } from "./past-features.ts";
import { pointsAt } from "./points-meter.ts";
import { SESSION_FEATURES } from "./session-features.ts";
import type { VisitorState } from "./visitor-state.ts";

const READERS: readonly VisitorFeature[] = [
  ...EVENT_FEATURES,
  ...SESSION_FEATURES,
  ...PAST_FEATURES,
  ...CALENDAR_FEATURES,
];

/** The score that serves where nothing was learned; the last feature. */
export const POINTS_FEATURE = "intent_points";

/** The names of what `describeEvent` tells, in its order. A fitted model holds them, so that it never reads others. */
export const VISITOR_FEATURES: readonly string[] = [
  ...READERS.map(({ name }) => name),
  POINTS_FEATURE,
];

/**
 * A visitor as of their latest event, that event included and nothing after it: one number for each of
 * `VISITOR_FEATURES`, written to `into`. Finite, or NaN for what is not known of this visitor (no product, no purchase
 * yet). A visitor without events has NaN throughout.
 */
export function describeEvent(
  state: VisitorState,
  points: PointsModel,
  into: Float64Array = new Float64Array(VISITOR_FEATURES.length),
): Float64Array {
  const { last } = state;
  if (last === null) return into.fill(NaN);
  for (let place = 0; place < READERS.length; place += 1)
    into[place] = READERS[place]?.read(state, last) ?? NaN;
  into[READERS.length] = pointsAt(state.points, points, last.at);
  return into;
}
