import type { ProfileFacts } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { scoreBehavior } from "./behavior-score.ts";
import type { ShopBenchmarks } from "./benchmarks.ts";
import { countOrders } from "./counted-orders.ts";
import { firstSecondBelow } from "./first-second-below.ts";
import { mergeRows } from "./merge-rows.ts";
import type { MicroPoints } from "./micro-points.ts";
import type { ScoringModel } from "./model.ts";
import { tracePoints } from "./points-curve.ts";
import { capsOf, pointsAt } from "./points-score.ts";
import { unknownScore } from "./scores.ts";
import type { Score, ScoreName } from "./scores.ts";
import { scoreValue } from "./value-score.ts";

interface Question {
  facts: ProfileFacts;
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
  asOf: Instant;
}

/**
 * Gives the first whole second after `asOf` at which a score lies below a threshold, if no event comes and the
 * benchmarks stay: scores only fall then, so there is one such second. null for a score that is unknown or never falls
 * so low. A score already below gives the next second. Each score is traced once, when it is first asked for. With
 * `until` only a second before it is looked for, and null says that there is none.
 */
export function traceScores(
  question: Question,
): (score: ScoreName, threshold: MicroPoints, until?: Instant) => Instant | null {
  const curves = new Map<ScoreName, Curve>();
  return (score, threshold, until) => {
    const curve = curves.get(score) ?? remember(traceScore(question, score));
    curves.set(score, curve);
    if (curve(question.asOf) === null) return null;
    return firstSecondBelow({
      curve: (at) => curve(at) ?? 0,
      threshold,
      after: question.asOf,
      until,
    });
  };
}

/** Many thresholds are asked for with one end: each search begins with the height there. */
function remember(curve: Curve): Curve {
  const heights = new Map<Instant, number | null>();
  return (at) => {
    const known = heights.get(at);
    if (known !== undefined) return known;
    const height = curve(at);
    heights.set(at, height);
    return height;
  };
}

type Curve = (at: Instant) => number | null;

function traceScore(question: Question, score: ScoreName): Curve {
  if (score === "value") return traceValue(question);
  if (score !== "behavior") return traceSignals(question, score);

  const intent = traceSignals(question, "intent");
  const engagement = traceSignals(question, "engagement");
  const value = traceValue(question);
  return (at) =>
    scoreBehavior(
      {
        intent: asScore(intent(at)),
        engagement: asScore(engagement(at)),
        value: asScore(value(at)),
      },
      question.model.behavior,
    ).points;
}

function traceSignals(question: Question, score: "intent" | "engagement"): Curve {
  const { facts, model, asOf } = question;
  const curve = tracePoints({ rows: mergeRows(facts.rows), model: model[score], asOf });
  if (curve === null) return () => null;
  const caps = capsOf(model[score], model.trustCaps);
  return (at) => pointsAt(curve, caps, at);
}

// Refunds and cancellations are taken as known at `asOf`: later ones are events.
function traceValue({ facts, benchmarks, model, asOf }: Question): Curve {
  const orders = countOrders(facts.orders, asOf);
  return (at) => scoreValue({ orders, benchmarks, model: model.value, at }).points;
}

const asScore = (points: number | null): Score =>
  points === null ? unknownScore("nothing-known-yet") : { points, contributions: [] };
