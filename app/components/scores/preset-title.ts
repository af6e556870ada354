import type { Words } from "../words/use-words.ts";

/** Presets by name, and under what name the catalogs have their words. */
const PRESET_KEYS = {
  standard: "standard",
  "fast-fashion": "fastFashion",
  "replenishable-goods": "replenishableGoods",
  "considered-purchase": "consideredPurchase",
} as const;

type PresetKey = (typeof PRESET_KEYS)[keyof typeof PRESET_KEYS];

/** null: a preset of an older version of the app. */
export function presetKey(preset: string): PresetKey | null {
  const found = Object.entries(PRESET_KEYS).find(([name]) => name === preset);
  return found === undefined ? null : found[1];
}

/** What a preset is called; one of an older version of the app by its name. */
export function presetTitle({ t }: Words<"scores">, preset: string): string {
  const key = presetKey(preset);
  return key === null ? preset : t(`preset.${key}`);
}
