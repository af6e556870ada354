import type { CriterionKey } from "./maturity-words.ts";

/** Pages on which next steps are taken, by the name that they have in the navigation. */
export const NEXT_PAGES = {
  activate: "/app/activate",
  activity: "/app/activity",
  dataQuality: "/app/data-quality",
  newSegment: "/app/segments/new",
  predictions: "/app/predictions",
  scoring: "/app/scoring",
  segments: "/app/segments",
  sources: "/app/sources",
} as const;

/** Where the next step is taken; what is only waited for has no page. */
export const NEXT_LINKS: Partial<Record<CriterionKey, keyof typeof NEXT_PAGES>> = {
  "data.history": "dataQuality",
  "data.storefront": "sources",
  "data.channel": "sources",
  "data.channels": "sources",
  "data.recognized": "dataQuality",
  "scoring.scores": "dataQuality",
  "scoring.model": "scoring",
  "scoring.predictions": "predictions",
  "segmentation.segment": "segments",
  "segmentation.segments": "newSegment",
  "segmentation.moves": "segments",
  "segmentation.predictive": "newSegment",
  "personalization.tags": "activity",
  "personalization.outlet": "activate",
  "personalization.tag": "segments",
  "impact.ranked": "scoring",
};
