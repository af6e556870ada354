import { drawBeta, drawGamma } from "../../../../../app/pipeline/predict/numeric/draws.ts";
import type { Random } from "../../../../../app/pipeline/predict/numeric/random.ts";
import type { PurchaseModelName } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import type { ParameterVector } from "../../../../../app/pipeline/predict/purchase-models/purchase-model.ts";
import type { RepeatHistory } from "../../../../../app/pipeline/predict/purchase-models/repeat-history.ts";

export interface SimulatedCustomer {
  history: RepeatHistory;
  /** Purchases in the weeks after `history.observed`. */
  later: number;
}

/**
 * Customers who live as the model says, from their first purchase on, told step by step and not by the formulas that
 * are tested: each has a rate and a way of leaving, buys, and leaves.
 */
export function simulateCustomers(input: {
  model: PurchaseModelName;
  vector: ParameterVector;
  customers: number;
  /** Their ages, evenly spread up to this many weeks. */
  weeks: number;
  ahead: number;
  random: Random;
}): SimulatedCustomer[] {
  const { customers, weeks, ahead, random } = input;
  return Array.from({ length: customers }, (_, index) => {
    const observed = (weeks * (index + 1)) / customers;
    const purchases = liveUntil({ ...input, end: observed + ahead });
    const known = purchases.filter((at) => at <= observed);
    return {
      history: { repeats: known.length, lastAge: known.at(-1) ?? 0, observed },
      later: purchases.length - known.length,
    };
  });
  function liveUntil(life: {
    model: PurchaseModelName;
    vector: ParameterVector;
    end: number;
  }): number[] {
    const [r, alpha, third, fourth] = life.vector;
    const rate = drawGamma(r, random) / alpha;
    const wait = (per: number): number => -Math.log(random()) / per;
    const purchases: number[] = [];
    switch (life.model) {
      case "pareto-nbd": {
        const left = wait(drawGamma(third, random) / fourth);
        for (let at = wait(rate); at < Math.min(left, life.end); at += wait(rate))
          purchases.push(at);
        return purchases;
      }
      case "bg-nbd":
      case "mbg-nbd": {
        const leaving = drawBeta({ a: third, b: fourth, random });
        if (life.model === "mbg-nbd" && random() < leaving) return [];
        for (let at = wait(rate); at < life.end; at += wait(rate)) {
          purchases.push(at);
          if (random() < leaving) break;
        }
        return purchases;
      }
    }
  }
}
