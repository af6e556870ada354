import { presetKey, presetTitle as titleOf } from "../../scores/preset-title.ts";
import type { ScoringWords } from "../scoring-words.ts";

/** What a preset is called; one of an older version of the app by its name. */
export const presetTitle = ({ scores }: ScoringWords, preset: string): string =>
  titleOf(scores, preset);

/** For which shops a preset is. */
export function presetSummary({ t }: ScoringWords, preset: string): string {
  const key = presetKey(preset);
  return key === null ? "" : t(`preset.${key}.summary`);
}

/** Why a preset has another number than the standard model, at a place. */
export function presetReason({ t }: ScoringWords, preset: string, path: string): string {
  const key = presetKey(preset);
  if (key === null || key === "standard") return "";
  // Which places a preset names is known to the pipeline alone; a test holds the catalogs against it.
  return t(`preset.${key}.why.${path}` as "preset.fastFashion.why.value.pointsPerOrder");
}
