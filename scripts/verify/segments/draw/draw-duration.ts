import type { Duration } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Random } from "../../../../dev-store/simulation/random.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../simulate/world.ts";

const LEAST_MS = 15 * MINUTE_MS;

/** A duration of one kind or another near a length. */
export function drawDuration(
  random: Random,
  { nearMs, typicalGapMs }: { nearMs: number; typicalGapMs: number },
): Duration {
  const near = Math.max(LEAST_MS, nearMs);
  switch (random.between(0, 4)) {
    case 0:
    case 1:
      return fixed(near);
    case 2:
      return { kind: "days", days: Math.max(1, Math.round(near / DAY_MS)) };
    case 3:
      return { kind: "typical-gaps", times: gapsOf(near, typicalGapMs) };
    default:
      return {
        kind: "longest-of",
        of: [
          random.chance(0.5)
            ? fixed(near)
            : { kind: "days", days: Math.max(1, Math.round(near / DAY_MS)) },
          { kind: "typical-gaps", times: gapsOf(near, typicalGapMs) },
        ],
      };
  }
}

/** In hundredths, and never shorter than the shortest span that conditions may name. */
const gapsOf = (ms: number, typicalGapMs: number): number =>
  Math.max(0.01, Math.round((ms / typicalGapMs) * 100) / 100);

/** In whole hours, below ten in whole minutes. */
function fixed(ms: number): Duration {
  const unit = ms < 10 * HOUR_MS ? MINUTE_MS : HOUR_MS;
  return { kind: "fixed", ms: Math.round(ms / unit) * unit };
}
