/** The scores in the order in which they are shown: the sum of the others first. */
export const SCORES_IN_ORDER = ["behavior", "intent", "engagement", "value"] as const;

export type ScoreName = (typeof SCORES_IN_ORDER)[number];
