import { formatMinorUnits } from "../shared/money.ts";
import { compare } from "./compare.ts";
import type { Prediction, PredictionAtom } from "./condition-tree.ts";
import { minorOf } from "./filter-products.ts";
import type { Prepared } from "./prepare.ts";
import { lasting } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { describeRelation } from "./words.ts";

const NAMES: Record<Prediction, string> = {
  "order-1-hour": "chance of an order within an hour",
  "order-24-hours": "chance of an order within 24 hours",
  "order-7-days": "chance of an order within 7 days",
  "order-30-days": "chance of an order within 30 days",
  "order-horizon": "chance of an order within the shop's horizon",
  churn: "chance of leaving",
  vip: "chance of becoming a VIP",
  "lifetime-value": "expected value of the next year",
};

const BOUNDS = { expected: "", low: "low end of the ", high: "high end of the " };

/** As told at the last look, so that time alone changes nothing. */
export function judgePrediction(atom: PredictionAtom, prepared: Prepared): Verdict {
  const name = `${BOUNDS[atom.bound]}${NAMES[atom.of]}`;
  const told = prepared.person.outlook?.estimates[atom.of]?.[atom.bound] ?? null;
  if (told === null) return lasting(false, () => `the ${name} is not known`);
  const { currency } = prepared.shop;
  const isMoney = atom.of === "lifetime-value";
  const limit = isMoney ? minorOf(atom.value, currency) : atom.value / 100;
  const met = compare(told, atom.comparison, limit);
  return lasting(met, () => {
    const shown = isMoney
      ? `${formatMinorUnits(Math.floor(told), currency)} ${currency}`
      : `${Math.floor(told * 1000) / 10}%`;
    const goal = isMoney ? `${atom.value} ${currency}` : `${atom.value}%`;
    return `the ${name} is ${shown}, ${describeRelation(atom.comparison, met)} ${goal}`;
  });
}
