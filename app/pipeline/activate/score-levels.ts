import type { MicroPoints } from "../score/micro-points.ts";
import type { ScoreName } from "../score/scores.ts";

/** Points at which a score is said to have been crossed: a quarter, a half, three quarters. */
export const THRESHOLDS = [25, 50, 75] as const;

/**
 * So far below a threshold a score must fall until it is said to have gone under it. Scores fade and rise again by a point
 * or two within an hour: a workflow that writes to somebody must not start with each of these.
 */
export const MARGIN_POINTS = 5;

/** How many thresholds each score is said to be above, 0 to 3. */
export type ScoreLevels = Readonly<Record<ScoreName, number>>;

const MICRO_PER_POINT = 1_000_000;

/** The level of a score of which nothing was said before; an unknown score is above none. */
export const levelOf = (points: MicroPoints | null): number =>
  THRESHOLDS.filter((threshold) => (points ?? 0) >= threshold * MICRO_PER_POINT).length;

/** The level after a scoring: it rises at a threshold and falls only the margin below it. */
export function settleLevel(level: number, points: MicroPoints | null): number {
  const micro = points ?? 0;
  const reached = levelOf(points);
  if (reached >= level) return reached;
  return THRESHOLDS.slice(0, level).filter(
    (threshold) => micro >= (threshold - MARGIN_POINTS) * MICRO_PER_POINT,
  ).length;
}

/** All four at once. `levels` null: nothing was ever said, and the scores of before count. */
export function settleLevels(told: {
  levels: ScoreLevels | null;
  before: Readonly<Record<ScoreName, MicroPoints | null>>;
  after: Readonly<Record<ScoreName, MicroPoints | null>>;
}): ScoreLevels {
  const { levels, before, after } = told;
  const settle = (name: ScoreName): number =>
    settleLevel(levels?.[name] ?? levelOf(before[name]), after[name]);
  return {
    intent: settle("intent"),
    engagement: settle("engagement"),
    value: settle("value"),
    behavior: settle("behavior"),
  };
}

/** Two bits for each score, as they are stored. */
const PLACES: ScoreLevels = { intent: 0, engagement: 2, value: 4, behavior: 6 };
const MASK = 3;

export const packLevels = ({ intent, engagement, value, behavior }: ScoreLevels): number =>
  (intent << PLACES.intent) |
  (engagement << PLACES.engagement) |
  (value << PLACES.value) |
  (behavior << PLACES.behavior);

export const unpackLevels = (packed: number): ScoreLevels => ({
  intent: (packed >> PLACES.intent) & MASK,
  engagement: (packed >> PLACES.engagement) & MASK,
  value: (packed >> PLACES.value) & MASK,
  behavior: (packed >> PLACES.behavior) & MASK,
});
