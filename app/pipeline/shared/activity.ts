/** What a line of the activity log is about, in the order in which a merchant asks. */
export const ACTIVITY_KINDS = [
  "tags",
  "segments",
  "flow",
  "klaviyo",
  "metafields",
  "intake",
  "history",
  "comparison",
  "catalog",
  "scoring",
  "predictions",
  "pixel",
  "privacy",
] as const;

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/**
 * What became of it. "retrying": it failed for now, and goes on by itself. "failed": it will not by itself.
 * "ignored": nothing is wrong, and nothing was done.
 */
export const ACTIVITY_OUTCOMES = ["done", "retrying", "failed", "ignored"] as const;

export type ActivityOutcome = (typeof ACTIVITY_OUTCOMES)[number];

/** The work of the worker that leaves no other trace, by the name of its loop or job, and what it is about. */
export const ACTIVITY_SUBJECTS = {
  backfill: "history",
  reconcile: "comparison",
  addresses: "catalog",
  collections: "catalog",
  "watched-tags": "catalog",
  ingest: "scoring",
  score: "scoring",
  history: "scoring",
  norms: "scoring",
  build: "segments",
  sums: "segments",
  insights: "scoring",
  tags: "tags",
  flow: "flow",
  klaviyo: "klaviyo",
  metafields: "metafields",
  fit: "predictions",
  pixel: "pixel",
  erasure: "privacy",
  retention: "privacy",
  deletion: "privacy",
} as const satisfies Record<string, ActivityKind>;

export type ActivitySubject = keyof typeof ACTIVITY_SUBJECTS;
