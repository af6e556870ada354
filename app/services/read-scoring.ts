import { isDeepStrictEqual } from "node:util";
import type { Queryable } from "../db/transaction.ts";
import { compareModels, modelKey, type ModelDifference } from "../pipeline/score/compare-models.ts";
import { DEFAULT_MODEL } from "../pipeline/score/default-model.ts";
import { MODEL_BOUNDS, type ModelBounds } from "../pipeline/score/model-bounds.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { findPreset, PRESETS, type PresetChange } from "../pipeline/score/presets.ts";
import { loadScoringModels, type ShopModel } from "./load-scoring-model.ts";

/** A kind of model that a shop can choose, and what is different in it. */
export interface PresetChoice {
  name: string;
  /** Whether the shop is scored by these very numbers. */
  isInForce: boolean;
  /** Against the standard model; `from` null: there is no such number in it. */
  changes: (Omit<PresetChange, "why"> & { from: number | null })[];
}

export interface ModelVersion {
  version: number;
  createdAt: number;
  /** The name of the preset that it came from; null: the shop's own numbers. */
  preset: string | null;
  note: string | null;
  /** The oldest version with these very numbers, where there is an older one. */
  sameAs: number | null;
}

/** Two models side by side. */
export interface ModelComparison {
  left: string;
  right: string;
  differences: ModelDifference[];
}

/** By what numbers a shop is scored, what it could choose, and what it chose before. */
export interface Scoring {
  /** The one in force. */
  model: ScoringModel;
  bounds: ModelBounds;
  /** What the editor begins with; null: the model in force, or what was asked for is no more. */
  draft: { from: string; model: ScoringModel } | null;
  presets: PresetChoice[];
  /** The newest first. */
  versions: ModelVersion[];
  /** Of the standard model and the one in force, unless others are asked for; null: one of the two is no more. */
  comparison: ModelComparison | null;
}

/** Models are asked for by the number of a version or the name of a preset; null: nothing is. */
export interface ScoringAsked {
  from: string | null;
  left: string | null;
  right: string | null;
}

export async function readScoring(
  db: Queryable,
  shopId: number,
  asked: ScoringAsked,
): Promise<Scoring> {
  const models = await loadScoringModels(db, shopId);
  const { model } = models.at(-1) ?? models[0];
  const { version } = model;
  const find = (ref: string | null): ScoringModel | undefined =>
    ref === null ? undefined : findModel(models, ref);
  const draft = find(asked.from);
  return {
    model,
    bounds: MODEL_BOUNDS,
    draft:
      asked.from === null || draft === undefined
        ? null
        : { from: asked.from, model: { ...draft, version } },
    presets: PRESETS.map(({ name, changes, model: numbers }) => ({
      name,
      isInForce: isDeepStrictEqual({ ...numbers, version }, model),
      changes: changes.map(({ path, to }) => ({ path, to, from: numberAt(path) })),
    })),
    versions: describeVersions(models),
    comparison: compare(
      { left: asked.left ?? "standard", right: asked.right ?? `${version}` },
      find,
    ),
  };
}

const findModel = (models: readonly ShopModel[], ref: string): ScoringModel | undefined =>
  findPreset(ref)?.model ?? models.find(({ version }) => String(version) === ref)?.model;

function compare(
  { left, right }: { left: string; right: string },
  find: (ref: string) => ScoringModel | undefined,
): ModelComparison | null {
  const [from, to] = [find(left), find(right)];
  if (from === undefined || to === undefined) return null;
  return { left, right, differences: compareModels(from, to) };
}

function describeVersions(models: readonly ShopModel[]): ModelVersion[] {
  const oldest = new Map<string, number>();
  const described = models.map(({ version, createdAt, preset, note, model }) => {
    const key = modelKey(model);
    const sameAs = oldest.get(key) ?? null;
    if (sameAs === null) oldest.set(key, version);
    return { version, createdAt, preset, note, sameAs };
  });
  return described.reverse();
}

function numberAt(path: string): number | null {
  let found: unknown = DEFAULT_MODEL;
  for (const key of path.split(".")) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, key) : null;
  }
  return typeof found === "number" ? found : null;
}
