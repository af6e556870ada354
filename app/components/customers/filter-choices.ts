import type { RfmGroup } from "../../pipeline/score/rfm-groups.ts";
import type { ScoreName } from "../../pipeline/score/scores.ts";

/** In the order in which they are offered. */
export const RANGED_SCORES = [
  "behavior",
  "intent",
  "engagement",
  "value",
] as const satisfies ScoreName[];

export const RFM_GROUPS = [
  "champions",
  "loyal",
  "potential-loyalists",
  "new",
  "promising",
  "needs-attention",
  "about-to-sleep",
  "cannot-lose",
  "at-risk",
  "hibernating",
  "lost",
] as const satisfies RfmGroup[];
