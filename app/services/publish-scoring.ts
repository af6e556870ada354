import type pg from "pg";
import { z } from "zod";
import { mendText } from "../pipeline/shared/storable-text.ts";
import { changeScoringModel, type ChangeModelOutcome } from "./change-scoring-model.ts";

/** Longer notes say nothing that a list of versions can show. */
const LONGEST_NOTE = 200;

const PublishScoringSchema = z.object({
  /** The version that the draft was made from. */
  basedOn: z.number().int(),
  model: z.unknown(),
  note: z.string().trim().max(LONGEST_NOTE).transform(mendText),
});

/**
 * Puts the model in force that the editor sends, unless another one came into force since it was opened.
 * @throws ZodError when the body is not one that the editor sends
 */
export async function publishScoring(options: {
  pool: pg.Pool;
  shopId: number;
  body: unknown;
  now: number;
}): Promise<ChangeModelOutcome> {
  const { body, ...rest } = options;
  const { basedOn, model, note } = PublishScoringSchema.parse(body);
  return changeScoringModel({ ...rest, basedOn, model, note: note === "" ? null : note });
}
