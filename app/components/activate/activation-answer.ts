import type { ActivationChangeOutcome } from "../../services/change-activation.ts";

/** What the page's action answers, as the browser gets it. */
export type ActivationAnswer = ActivationChangeOutcome;
