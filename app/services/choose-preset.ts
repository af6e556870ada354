import type pg from "pg";
import { findPreset } from "../pipeline/score/presets.ts";
import { changeScoringModel, type ChangeModelOutcome } from "./change-scoring-model.ts";

/** Puts the numbers of a preset in force, by its name. */
export async function choosePreset(options: {
  pool: pg.Pool;
  shopId: number;
  preset: string;
  now: number;
}): Promise<ChangeModelOutcome | { outcome: "unknown-preset" }> {
  const { preset, ...rest } = options;
  const chosen = findPreset(preset);
  if (chosen === undefined) return { outcome: "unknown-preset" };
  return changeScoringModel({ ...rest, model: chosen.model });
}
