import { chooseByTrial, LEAST_TELLING } from "../../../../app/pipeline/predict/backtest/choose.ts";
import { levelledLogLoss } from "../../../../app/pipeline/predict/backtest/levelled-loss.ts";
import { rarerOutcomes } from "../../../../app/pipeline/predict/backtest/rarer-outcomes.ts";
import { mixProbabilities } from "../../../../app/pipeline/predict/calibration/mix.ts";
import { BLEND_PARTS } from "./session-model.ts";
import type { SessionModelName } from "./session-model.ts";

/** What every model said of sessions that it had not seen, and what came. */
export interface TriedSessions {
  predicted: ReadonlyMap<SessionModelName, Float64Array>;
  bought: Float64Array;
}

/** Fewer sessions with a purchase than this, or fewer without, teach nothing: the points are served. */
const ENOUGH_TO_LEARN = 100;

/**
 * Which models are served together, as the mean of their log-odds. All of them, unless fewer are tellingly better: what
 * sees the matter in different ways errs least where the next months are not like the last. Where none of it beats the
 * base rate, that is served.
 */
export function chooseSessionModels(tried: readonly TriedSessions[]): SessionModelName[] {
  if (rarerOutcomes(tried) < ENOUGH_TO_LEARN) return ["points"];
  const chosen = chooseByTrial<SessionModelName[]>({
    usual: [...BLEND_PARTS],
    others: fewerParts(),
    lossOf: (names) => lossOf(tried, names),
    telling: LEAST_TELLING,
  });
  return lossOf(tried, ["base-rate"]) <= lossOf(tried, chosen) ? ["base-rate"] : chosen;
}

/** The mean loss over all sessions, each trial's level put right first: no past tells the level of the next season. */
function lossOf(tried: readonly TriedSessions[], names: readonly SessionModelName[]): number {
  let loss = 0;
  let rows = 0;
  for (const { predicted, bought } of tried) {
    const said = mixProbabilities(names.flatMap((name) => predicted.get(name) ?? []));
    loss += bought.length * levelledLogLoss(said, bought);
    rows += bought.length;
  }
  return loss / Math.max(1, rows);
}

/** Every choice of some of the parts, but not of all. */
function fewerParts(): SessionModelName[][] {
  const all = 2 ** BLEND_PARTS.length - 1;
  return Array.from({ length: all - 1 }, (_, place) =>
    BLEND_PARTS.filter((_part, bit) => ((place + 1) >> bit) % 2 === 1),
  );
}
