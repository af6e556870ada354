import type { CriterionKey } from "./maturity-words.ts";

/** Where the next step is taken; what has no page has no link. */
export const NEXT_LINKS: Partial<Record<CriterionKey, string>> = {
  "data.history": "/app/data-quality",
  "data.storefront": "/app/sources",
  "data.channel": "/app/sources",
  "data.channels": "/app/sources",
  "data.recognized": "/app/data-quality",
  "scoring.scores": "/app/data-quality",
  "scoring.model": "/app/scoring",
  "scoring.works": "/app/insights?tab=scores",
  "scoring.predictions": "/app/predictions",
  "segmentation.segment": "/app/segments",
  "segmentation.segments": "/app/segments/new",
  "segmentation.moves": "/app/segments",
  "segmentation.predictive": "/app/segments/new",
  "personalization.tags": "/app/activity",
  "personalization.outlet": "/app/activate",
  "personalization.tag": "/app/segments",
  "impact.measured": "/app/insights?tab=scores",
  "impact.ranked": "/app/scoring",
};
