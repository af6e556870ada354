import { isDeepStrictEqual } from "node:util";
import { listScoringModels } from "../db/scoring-models.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { findPreset, PRESETS, type PresetChange } from "../pipeline/score/presets.ts";
import { DEFAULT_MODEL } from "../pipeline/score/default-model.ts";
import { loadScoringModel } from "./load-scoring-model.ts";

/** A kind of model that a shop can choose, and what is different in it. */
export interface PresetChoice {
  name: string;
  title: string;
  summary: string;
  /** Whether the shop is scored by these very numbers. */
  isInForce: boolean;
  /** Against the standard model; `from` null: there is no such number in it. */
  changes: (PresetChange & { from: number | null })[];
}

export interface ModelVersion {
  version: number;
  createdAt: number;
  /** The title of the preset that it came from; null: the shop's own numbers. */
  presetTitle: string | null;
  note: string | null;
}

/** By what numbers a shop is scored, what it could choose, and what it chose before. */
export interface Scoring {
  model: ScoringModel;
  presets: PresetChoice[];
  /** The newest first; empty until the shop is first scored. */
  versions: ModelVersion[];
}

export async function readScoring(db: Queryable, shopId: number): Promise<Scoring> {
  const { model } = await loadScoringModel(db, shopId);
  const { version } = model;
  return {
    model,
    presets: PRESETS.map(({ name, title, summary, changes, model: numbers }) => ({
      name,
      title,
      summary,
      isInForce: isDeepStrictEqual({ ...numbers, version }, model),
      changes: changes.map((change) => ({ ...change, from: numberAt(change.path) })),
    })),
    versions: (await listScoringModels(db, shopId)).map((row) => ({
      version: row.version,
      createdAt: row.createdAt,
      presetTitle: findPreset(row.preset ?? "")?.title ?? null,
      note: row.note,
    })),
  };
}

function numberAt(path: string): number | null {
  let found: unknown = DEFAULT_MODEL;
  for (const key of path.split(".")) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, key) : null;
  }
  return typeof found === "number" ? found : null;
}
