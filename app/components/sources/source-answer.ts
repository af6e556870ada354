import type { SourceChangeOutcome } from "../../services/change-sources.ts";

/** What the page's action answers, as the browser gets it. */
export type SourceAnswer = SourceChangeOutcome;
