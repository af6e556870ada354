import type { ScoringWords } from "../scoring-words.ts";

/** Presets by name, and under what name the catalogs have their words. */
const PRESET_KEYS = {
  standard: "standard",
  "fast-fashion": "fastFashion",
  "replenishable-goods": "replenishableGoods",
  "considered-purchase": "consideredPurchase",
} as const;

type PresetKey = (typeof PRESET_KEYS)[keyof typeof PRESET_KEYS];

function keyOf(preset: string): PresetKey | null {
  const found = Object.entries(PRESET_KEYS).find(([name]) => name === preset);
  return found === undefined ? null : found[1];
}

/** What a preset is called; one of an older version of the app by its name. */
export function presetTitle({ t }: ScoringWords, preset: string): string {
  const key = keyOf(preset);
  return key === null ? preset : t(`preset.${key}.title`);
}

/** For which shops a preset is. */
export function presetSummary({ t }: ScoringWords, preset: string): string {
  const key = keyOf(preset);
  return key === null ? "" : t(`preset.${key}.summary`);
}

/** Why a preset has another number than the standard model, at a place. */
export function presetReason({ t }: ScoringWords, preset: string, path: string): string {
  const key = keyOf(preset);
  if (key === null || key === "standard") return "";
  // Which places a preset names is known to the pipeline alone; a test holds the catalogs against it.
  return t(`preset.${key}.why.${path}` as "preset.fastFashion.why.value.pointsPerOrder");
}
