import type pg from "pg";
import { findInsight } from "../../db/insights/insights.ts";
import { findMaturityRow, findPeopledSegments } from "../../db/insights/maturity-rows.ts";
import { requirementsOf } from "../../pipeline/segment/requirements.ts";
import { judgeMaturity, type AreaMaturity } from "./judge-maturity.ts";
import { doesScoreWork } from "./tell-bands.ts";

/** How far the shop is, measured now and from the figures of the last midnight. */
export async function readMaturity(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<AreaMaturity[]> {
  const { pool, shopId, now } = options;
  const [row, segments, channels, bands] = await Promise.all([
    findMaturityRow(pool, shopId, now),
    findPeopledSegments(pool, shopId),
    findInsight(pool, shopId, "channels"),
    findInsight(pool, shopId, "bands"),
  ]);
  const { evidence, ...measured } = row;
  const predictive = segments.filter(({ condition }) => requirementsOf([condition]).outlook);
  const scores = bands?.values.scores.behavior ?? [];
  return judgeMaturity({
    ...measured,
    channels: channels?.values.spans[0]?.channels.length ?? 0,
    doesScoreWork: doesScoreWork(scores),
    arePredictionsBelievable: evidence === "fair" || evidence === "strong",
    segmentsWithMembers: segments.length,
    predictiveSegments: predictive.length,
    predictiveTags: predictive.filter(({ tag }) => tag !== null).length,
    measuredBuyers: scores.slice(0, -1).reduce((sum, { buyers }) => sum + buyers, 0),
    // Kindling leaves nobody out yet: what nothing measures is not there.
    hasHoldout: false,
  });
}
