import { compare } from "./compare.ts";
import type { PredictionAtom } from "./condition-tree.ts";
import { minorOf } from "./filter-products.ts";
import type { Prepared } from "./prepare.ts";
import { relate } from "./relate.ts";
import { lasting } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** As told at the last look, so that time alone changes nothing. */
export function judgePrediction(atom: PredictionAtom, prepared: Prepared): Verdict {
  const { of, bound, comparison } = atom;
  const told = prepared.person.outlook?.estimates[of]?.[bound] ?? null;
  if (told === null) return lasting(false, () => ({ kind: "prediction-unknown", of }));
  const { currency } = prepared.shop;
  const isMoney = of === "lifetime-value";
  const limit = isMoney ? minorOf(atom.value, currency) : atom.value / 100;
  const met = compare(told, comparison, limit);
  const relation = relate(comparison, met);
  return lasting(met, () =>
    isMoney
      ? { kind: "prediction", of, bound, told: Math.floor(told), relation, limit, currency }
      : {
          kind: "prediction",
          of,
          bound,
          relation,
          limit: atom.value,
          currency: null,
          // Rounded down, so that what is just short of a limit never reads as if it had reached it.
          told: Math.floor(told * 1000) / 10,
        },
  );
}
