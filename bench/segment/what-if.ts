import type pg from "pg";
import { DEFAULT_MODEL } from "../../app/pipeline/score/default-model.ts";
import { PRESETS } from "../../app/pipeline/score/presets.ts";
import { previewScoring } from "../../app/services/preview-scoring.ts";

/** Of different models: enough for the longest of them to say something. */
const PREVIEWS = 20;

/** How long the scoring editor waits for what a model would do, one after the other, in milliseconds. */
export async function whatIf(
  pool: pg.Pool,
  shop: { shopId: number; now: number },
): Promise<{ milliseconds: number[] }> {
  const milliseconds: number[] = [];
  for (let index = 0; index < PREVIEWS; index += 1) {
    const { model } = PRESETS[index % PRESETS.length] ?? { model: DEFAULT_MODEL };
    const behavior = { ...model.behavior, value: model.behavior.value + index };
    const startedAt = performance.now();
    const result = await previewScoring({
      ...{ pool, ...shop },
      body: { model: { ...model, behavior } },
    });
    if (result.outcome !== "previewed") throw new Error(`Not previewed: ${result.outcome}`);
    milliseconds.push(performance.now() - startedAt);
  }
  return { milliseconds };
}
