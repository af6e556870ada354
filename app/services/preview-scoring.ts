import type pg from "pg";
import { z } from "zod";
import { sampleProfiles } from "../db/profile-sample.ts";
import { compareModels, type ModelDifference } from "../pipeline/score/compare-models.ts";
import type { FieldError } from "../pipeline/score/parse-model.ts";
import { parseScoringModel } from "../pipeline/score/parse-model.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { scoreProfile } from "../pipeline/score/score-profile.ts";
import type { ScoreName } from "../pipeline/score/scores.ts";
import { compareRescored, type Rescored, type ScoreWhatIf } from "../pipeline/score/what-if.ts";
import { estimateCount, type Estimate } from "../pipeline/segment/estimate-count.ts";
import {
  meetsThreshold,
  scoreThresholds,
  type ScoreThreshold,
} from "../pipeline/segment/score-thresholds.ts";
import { loadProfileFacts } from "./load-profile-facts.ts";
import { inSteps } from "./in-steps.ts";
import { loadScoringModel } from "./load-scoring-model.ts";
import { loadBenchmarks } from "./refresh-benchmarks.ts";
import { loadShopSegments, requirementsOfAll } from "./shop-segments.ts";

/** One comparison of a score that segments ask for, and how many customers would cross it. */
export interface ThresholdCrossings extends Omit<ScoreThreshold, "segments"> {
  segments: { handle: string; name: string }[];
  before: Estimate;
  after: Estimate;
  /** Who would meet it, and does not now; and the other way round. */
  reaching: Estimate;
  losing: Estimate;
}

/** What another scoring model would do if it were published now. Nothing is written. */
export interface ScoringPreview {
  outcome: "previewed";
  /** Customers who were scored by both models, and people who were drawn for it, of all there are. */
  customers: number;
  drawn: number;
  total: number;
  scores: Record<ScoreName, Omit<ScoreWhatIf, "rising" | "falling"> & Moves>;
  thresholds: ThresholdCrossings[];
  /** In what the model differs from the one in force. */
  differences: ModelDifference[];
}

interface Moves {
  rising: Estimate;
  falling: Estimate;
}

export type ScoringPreviewOutcome =
  | ScoringPreview
  /** The model cannot be: the fields that are wrong. */
  | { outcome: "invalid"; errors: FieldError[] };

/** As for segments: an interval of two points of a hundred either way, scored in a moment. */
const SAMPLE_SIZE = 2000;
/** People between two pauses in which others go on: some 10 ms. */
const SCORED_AT_A_TIME = 50;

const ScoringPreviewSchema = z.object({ model: z.unknown() });

/**
 * Scores a sample of the shop's people by the model in force and by another one.
 * @throws ZodError when the body is not one that the editor sends
 */
export async function previewScoring(options: {
  pool: pg.Pool;
  shopId: number;
  body: unknown;
  now: number;
}): Promise<ScoringPreviewOutcome> {
  const { pool, shopId, now } = options;
  const parsed = parseScoringModel(ScoringPreviewSchema.parse(options.body).model);
  if (parsed.outcome === "invalid") return parsed;
  const [{ model }, { inForce }, { profiles, total }] = await Promise.all([
    loadScoringModel(pool, shopId),
    loadShopSegments(pool, shopId),
    sampleProfiles(pool, shopId, SAMPLE_SIZE),
  ]);
  const names = new Map(inForce.map(({ handle, name }) => [handle, name]));
  const asked = { shopId, now, models: [model, parsed.model] as const };
  const people = await scoreBoth(pool, { ...asked, profiles });
  const drawn = profiles.length;
  const estimate = (hits: number): Estimate => estimateCount({ hits, drawn, total });
  const countIf = (fits: (person: Rescored) => boolean): Estimate =>
    estimate(people.filter(fits).length);
  const compared = compareRescored(people);
  return {
    outcome: "previewed",
    ...{ customers: people.length, drawn, total },
    differences: compareModels(model, parsed.model),
    scores: mapScores((score) => ({
      ...compared[score],
      rising: estimate(compared[score].rising),
      falling: estimate(compared[score].falling),
    })),
    thresholds: scoreThresholds(inForce).map((threshold) => {
      const met = ({ before }: Rescored): boolean => meetsThreshold(before, threshold);
      const meets = ({ after }: Rescored): boolean => meetsThreshold(after, threshold);
      return {
        ...threshold,
        segments: threshold.segments.map((handle) => ({
          handle,
          name: names.get(handle) ?? handle,
        })),
        before: countIf(met),
        after: countIf(meets),
        reaching: countIf((person) => meets(person) && !met(person)),
        losing: countIf((person) => met(person) && !meets(person)),
      };
    }),
  };
}

const mapScores = <Result>(of: (score: ScoreName) => Result): Record<ScoreName, Result> => ({
  intent: of("intent"),
  engagement: of("engagement"),
  value: of("value"),
  behavior: of("behavior"),
});

/** The customers among some profiles, scored by two models; visitors are left out. */
async function scoreBoth(
  pool: pg.Pool,
  asked: {
    shopId: number;
    profiles: readonly { profileId: number; customerId: string | null }[];
    models: readonly [ScoringModel, ScoringModel];
    now: number;
  },
): Promise<Rescored[]> {
  const { shopId, now } = asked;
  const [before, after] = asked.models;
  const profiles = asked.profiles.filter(({ customerId }) => customerId !== null);
  const requirements = requirementsOfAll([]);
  const [benchmarks, loaded] = await Promise.all([
    loadBenchmarks(pool, shopId),
    loadProfileFacts(pool, shopId, { profiles, requirements, now }),
  ]);
  const rescored: Rescored[] = [];
  for await (const { profileId, customerId } of inSteps(profiles, SCORED_AT_A_TIME)) {
    const { facts } = loaded.of(profileId);
    const common = { facts, benchmarks, asOf: now };
    rescored.push({
      customerId: customerId ?? "",
      before: scoreProfile({ ...common, model: before }),
      after: scoreProfile({ ...common, model: after }),
    });
  }
  return rescored;
}
