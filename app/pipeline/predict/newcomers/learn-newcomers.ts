import { judge, meanJudgement } from "../backtest/judge.ts";
import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { planLearning } from "../backtest/plan.ts";
import { join, stack } from "../learned/columns.ts";
import { calibrationBins } from "../metrics/calibration-error.ts";
import type { PreparedLog } from "../visitors/walk-log.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { chooseNewcomers } from "./choose-newcomers.ts";
import type { TriedNewcomers } from "./choose-newcomers.ts";
import { NEWCOMER_FEATURES } from "./newcomer-features.ts";
import type { LearnedNewcomers } from "./newcomer-model.ts";
import { fitNewcomers, NEWCOMER_MODELS, sayOfNewcomers } from "./newcomer-models.ts";
import type { NewcomerModelName } from "./newcomer-models.ts";
import { takeNewcomers } from "./newcomer-rows.ts";
import type { NewcomerRows } from "./newcomer-rows.ts";

/** A horizon before the trial to learn from, one to judge by, and a past before both. */
const HORIZONS_NEEDED = 3;

/**
 * Learns which of those who never ordered do so within a horizon, from a log that ends at `asOf`, and which model says
 * it best: cuts and trials are those of customers. Nothing is learned over a shorter horizon than the one that is told.
 */
export function learnNewcomers(
  prepared: PreparedLog,
  input: {
    startsAt: Instant;
    asOf: Instant;
    horizonMs: number;
    memoryMs: number;
    hadOrdered: Uint8Array;
    stopwatch: () => number;
  },
): LearnedNewcomers {
  const { startsAt, asOf, horizonMs, memoryMs, hadOrdered, stopwatch } = input;
  const started = stopwatch();
  const plan = planLearning({ startsAt, asOf, horizonMs });
  if (plan.horizonMs < horizonMs || plan.trials.length === 0) {
    const haveDays = Math.floor((asOf - startsAt) / DAY_MS);
    return { outcome: "too-short", haveDays, needDays: (HORIZONS_NEEDED * horizonMs) / DAY_MS };
  }
  const periods = new Map(
    plan.cuts.map((cut) => [
      cut,
      takeNewcomers(prepared, { cut, horizonMs, memoryMs, hadOrdered }),
    ]),
  );
  const rowsAt = (cuts: readonly Instant[]): NewcomerRows => {
    const rows = cuts.flatMap((cut) => periods.get(cut) ?? []);
    return {
      columns: stack(rows.map(({ columns }) => columns)),
      outcomes: join(rows.map(({ outcomes }) => outcomes)),
    };
  };
  const tried = plan.trials.map(({ cut, learnsFrom }): TriedNewcomers => {
    const { columns, outcomes } = rowsAt([cut]);
    const training = rowsAt(learnsFrom);
    const say = (name: NewcomerModelName): Float64Array =>
      sayOfNewcomers(fitNewcomers(name, training), columns);
    return {
      said: Object.fromEntries(NEWCOMER_MODELS.map((name) => [name, say(name)])) as Record<
        NewcomerModelName,
        Float64Array
      >,
      bought: outcomes,
    };
  });
  const champion = chooseNewcomers(tried);
  const outcomes = join(tried.map(({ bought }) => bought));
  return {
    outcome: "learned",
    served: {
      horizonMs,
      features: NEWCOMER_FEATURES,
      fitted: fitNewcomers(champion, rowsAt(plan.cuts)),
      bins: calibrationBins(join(tried.map(({ said }) => said[champion])), outcomes),
      evidence: {
        happened: outcomes.reduce((sum, one) => sum + one, 0),
        count: outcomes.length,
      },
    },
    trials: {
      champion,
      models: NEWCOMER_MODELS.map((name) => ({
        name,
        levelledLogLoss: meanOf(
          tried.map(({ said, bought }) => levelledLogLoss(said[name], bought)),
        ),
        ...meanJudgement(tried.map(({ said, bought }) => judge(said[name], bought))),
      })),
      trials: tried.length,
      seconds: stopwatch() - started,
    },
  };
}

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
