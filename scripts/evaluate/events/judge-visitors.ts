import { judge } from "../../../app/pipeline/predict/backtest/judge.ts";
import type {
  FittedHorizon,
  VisitorJudgement,
} from "../../../app/pipeline/predict/visitors/fit-visitors.ts";
import {
  drawPerSession,
  knownRows,
  ROW_KINDS,
} from "../../../app/pipeline/predict/visitors/known-rows.ts";
import type { RowKind } from "../../../app/pipeline/predict/visitors/known-rows.ts";
import type { Span } from "../../../app/pipeline/predict/visitors/plan-spans.ts";
import { sayOfSpan } from "../../../app/pipeline/predict/visitors/say-of-span.ts";
import { tellRows } from "../../../app/pipeline/predict/visitors/told-probabilities.ts";
import { VISITOR_MODELS } from "../../../app/pipeline/predict/visitors/visitor-models.ts";
import type { PreparedLog } from "../../../app/pipeline/predict/visitors/walk-log.ts";

export interface JudgedRows {
  horizonMs: number;
  kind: RowKind;
  rows: number;
  /** How many of the rows were followed by a purchase within the horizon. */
  bought: number;
  models: VisitorJudgement[];
}

/**
 * Judges what was learned before a span on the rows of the span: by horizon and kind of row, every model. Rows whose
 * outcome is not known by the end of the span are left out.
 */
export function judgeVisitors(
  prepared: PreparedLog,
  { fitted, span, seed }: { fitted: readonly FittedHorizon[]; span: Span; seed: number },
): JudgedRows[] {
  const sayings = sayOfSpan(prepared, { span, models: fitted.map(({ models }) => models) });
  return fitted.flatMap(({ horizonMs, blend, calibrations }, place) => {
    const every = knownRows(prepared, sayings, { span, horizon: { place, ms: horizonMs } });
    return ROW_KINDS.map((kind) => {
      const { said, outcomes } = kind === "every-event" ? every : drawPerSession(every, seed);
      const told = tellRows(said, { blend, calibrations: calibrations[kind] });
      return {
        horizonMs,
        kind,
        rows: outcomes.length,
        bought: outcomes.reduce((sum, outcome) => sum + outcome, 0),
        models: VISITOR_MODELS.map((name) => ({ name, ...judge(told[name], outcomes) })),
      };
    });
  });
}
