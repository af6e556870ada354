import { z } from "zod";
import type { Contribution, ScoreName } from "../pipeline/score/scores.ts";

const SCORE_NAMES = ["behavior", "intent", "engagement", "value"] as const satisfies ScoreName[];

const ContributionSchema = z.object({
  term: z.string(),
  group: z.string(),
  trust: z.string(),
  count: z.number(),
  counted: z.number(),
  earned: z.number(),
  decayed: z.number(),
  points: z.number(),
});

/** As `packLedger` of the pipeline stores a line: by places. */
const PackedLineSchema = z
  .tuple([
    z.string(),
    z.string(),
    z.string(),
    z.number(),
    z.number(),
    z.number(),
    z.number(),
    z.number(),
  ])
  .transform(([term, group, trust, count, counted, earned, decayed, points]) => ({
    ...{ term, group, trust, count, counted, earned, decayed, points },
  }));

const ScoreSchema = z.union([
  z
    .tuple([z.number()], PackedLineSchema)
    .transform(([points, ...contributions]) => ({ points, contributions })),
  z.string().transform((reason) => ({ points: null, reason })),
  // With names beside the values, until a profile is scored anew after the update.
  z.object({ points: z.number(), contributions: z.array(ContributionSchema) }),
  z.object({ points: z.null(), reason: z.string() }),
]);

/** A stored line. Its words may be those of an older model, so they are text here. */
export type LedgerLine = Omit<Contribution, "term" | "trust"> & { term: string; trust: string };

export type LedgerScore =
  { points: number; contributions: LedgerLine[] } | { points: null; reason: string };

/** The stored ledger of the scores that could be read; one that an older version wrote otherwise is left out. */
export type Ledger = Partial<Record<ScoreName, LedgerScore>>;

/** @returns null when nothing was stored yet */
export function parseLedger(stored: unknown): Ledger | null {
  const parsed = z.record(z.string(), z.unknown()).safeParse(stored);
  if (!parsed.success) return null;
  const ledger: Ledger = {};
  for (const name of SCORE_NAMES) {
    const score = ScoreSchema.safeParse(parsed.data[name]);
    if (score.success) ledger[name] = score.data;
  }
  return ledger;
}
