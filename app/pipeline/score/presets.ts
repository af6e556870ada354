import { CONSIDERED_PURCHASE } from "./preset-considered-purchase.ts";
import { FAST_FASHION } from "./preset-fast-fashion.ts";
import { REPLENISHABLE_GOODS } from "./preset-replenishable-goods.ts";
import { DEFAULT_MODEL } from "./default-model.ts";
import { describeFieldError, parseScoringModel } from "./parse-model.ts";
import type { ScoringModel } from "./model.ts";

/** One number in which a preset differs from the standard model. */
export interface PresetChange {
  /** Where it stands: "intent.signals.product_viewed.halfLifeMs". */
  path: string;
  to: number;
  /** Why, as a phrase for the merchant. */
  why: string;
}

/** A model for a kind of shop: the standard one and what is different there. */
export interface PresetDefinition {
  name: string;
  title: string;
  /** For which shops it is, in one sentence. */
  summary: string;
  changes: readonly PresetChange[];
}

export interface Preset extends PresetDefinition {
  model: ScoringModel;
}

const STANDARD: PresetDefinition = {
  name: "standard",
  title: "Standard",
  summary: "For most shops, and where nothing else is known. Every shop begins with it.",
  changes: [],
};

/** All presets, the standard one first. Their version is that of the standard model; a shop counts its own. */
export const PRESETS: readonly Preset[] = [
  STANDARD,
  FAST_FASHION,
  REPLENISHABLE_GOODS,
  CONSIDERED_PURCHASE,
].map((preset) => ({ ...preset, model: applyChanges(preset) }));

export const findPreset = (name: string): Preset | undefined =>
  PRESETS.find((preset) => preset.name === name);

/** @throws Error when a change leads nowhere, or to a number that no model may have */
function applyChanges({ name, changes }: PresetDefinition): ScoringModel {
  const json: object = structuredClone(DEFAULT_MODEL);
  for (const { path, to } of changes) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let node = json;
    for (const key of keys) {
      const next: unknown = Reflect.get(node, key);
      if (typeof next !== "object" || next === null) throw new Error(`${name}: no ${path}`);
      node = next;
    }
    Reflect.set(node, last, to);
  }
  const parsed = parseScoringModel(json);
  if (parsed.outcome === "invalid") {
    throw new Error(`${name}: ${parsed.errors.map(describeFieldError).join(", ")}`);
  }
  return parsed.model;
}
