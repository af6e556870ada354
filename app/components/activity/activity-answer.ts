import type { TagChangeOutcome } from "../../services/change-tags.ts";
import type { RetryActivityOutcome } from "../../services/retry-activity.ts";

/** What the page's action answers, as the browser gets it. */
export type ActivityAnswer = TagChangeOutcome | ({ change: "again" } & RetryActivityOutcome);
