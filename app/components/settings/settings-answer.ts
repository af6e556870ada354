import type { SettingsChangeOutcome } from "../../services/change-settings.ts";
import type { TagChangeOutcome } from "../../services/change-tags.ts";

/** What the page's action answers, as the browser gets it. */
export type SettingsAnswer = SettingsChangeOutcome | TagChangeOutcome;
