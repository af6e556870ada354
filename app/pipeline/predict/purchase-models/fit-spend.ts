import { logGamma } from "../numeric/log-gamma.ts";
import { minimise } from "../numeric/minimise.ts";
import type { FitOptions } from "./fit-purchases.ts";
import type { FittedSpend, SpendHistory } from "./gamma-gamma.ts";

/**
 * Orders of one customer differ by somewhat more than half of what they come to on average, and customers' own
 * means by about as much: p = 3, q = 4. A guess, wide enough (a factor of e) to give way to some dozen customers.
 */
const TYPICAL_P = 3;
const TYPICAL_EXCESS = 3; // of q over 1
const SHAPE_SD = 1;
/** The model's mean is near the shop's: a few large orders of returning customers do not move it far. */
const MEAN_SD = 0.25;
/** Of the shop's mean: what a customer spends who had everything for free, but for a cent of postage. */
const LEAST = 1e-6;

const LOG_SHAPE_BOUND = Math.log(1000);
const LOG_MEAN_BOUND = Math.log(1000);
const FIRST_STEP = 0.5;
const NEXT_STEP = 0.1;
const TOLERANCE = 1e-6;

/** p, q - 1, and the mean as a multiple of the shop's, in logarithms. */
type Point = readonly [logP: number, logExcess: number, logMean: number];

const TYPICAL: Point = [Math.log(TYPICAL_P), Math.log(TYPICAL_EXCESS), 0];

/**
 * Fits the gamma-gamma model to what customers spent, those without a purchase of any value left out, penalised by a
 * prior as `fitPurchases` is. Never fails: with fewer than two customers the typical parameters tell how
 * far an own mean is to be believed. `shopMean` is what a purchase is worth in the shop; left out, it is the mean of these customers' means.
 */
export function fitSpend(
  histories: Iterable<SpendHistory>,
  { penalty = 1, shopMean }: FitOptions & { shopMean?: number } = {},
): FittedSpend {
  const paying = Array.from(histories).filter((own) => own.purchases >= 1 && own.meanValue > 0);
  // As multiples of the shop's mean: the unit of money then changes nothing but v.
  const unit = shopMean !== undefined && shopMean > 0 ? shopMean : meanOf(paying);
  const spenders = paying
    .filter(({ meanValue }) => meanValue >= LEAST * unit)
    .sort((a, b) => a.purchases - b.purchases || a.meanValue - b.meanValue);
  const purchases = Float64Array.from(spenders, (spender) => spender.purchases);
  const values = Float64Array.from(spenders, ({ meanValue }) => meanValue / unit);

  const hasData = spenders.length >= 2;
  const loss = (logs: readonly number[]): number => {
    const { point, outside } = boundPoint(logs);
    return outside + penalty * priorLoss(point) - logLikelihoodOf(point, purchases, values);
  };
  const { point } = boundPoint(hasData ? search(loss) : TYPICAL);
  const { p, q, v } = parametersAt(point);
  // Of the values in their own unit, whose densities are smaller as the unit is.
  const scale = spenders.length === 0 ? 0 : spenders.length * Math.log(unit);
  return {
    model: "gamma-gamma",
    p,
    q,
    v: v * unit,
    logLikelihood: logLikelihoodOf(point, purchases, values) - scale,
    customers: spenders.length,
    basis: hasData ? "data" : "prior",
  };
}

function search(loss: (logs: readonly number[]) => number): readonly number[] {
  const near = minimise({ of: loss, start: TYPICAL, step: FIRST_STEP, tolerance: TOLERANCE });
  return minimise({ of: loss, start: near.point, step: NEXT_STEP, tolerance: TOLERANCE }).point;
}

const meanOf = (spenders: SpendHistory[]): number =>
  spenders.reduce((sum, { meanValue }) => sum + meanValue / spenders.length, 0);

function parametersAt([logP, logExcess, logMean]: Point): { p: number; q: number; v: number } {
  const p = Math.exp(logP);
  const excess = Math.exp(logExcess);
  return { p, q: 1 + excess, v: (Math.exp(logMean) * excess) / p };
}

/** Eq. 1a of Fader & Hardie 2013, "The gamma-gamma model of monetary value": of customers' means, summed. */
function logLikelihoodOf(point: Point, purchases: Float64Array, values: Float64Array): number {
  const { p, q, v } = parametersAt(point);
  const perShop = q * Math.log(v) - logGamma(q);
  let sum = 0;
  let perPurchases = 0;
  let before = -1;
  for (let index = 0; index < values.length; index += 1) {
    const x = purchases[index] ?? 0;
    const value = values[index] ?? 0;
    if (x !== before) {
      perPurchases = perShop + logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x);
      before = x;
    }
    sum += perPurchases + (p * x - 1) * Math.log(value) - (p * x + q) * Math.log(v + x * value);
  }
  return sum;
}

function priorLoss([logP, logExcess, logMean]: Point): number {
  const [p, excess, mean] = TYPICAL;
  return (
    ((logP - p) / SHAPE_SD) ** 2 / 2 +
    ((logExcess - excess) / SHAPE_SD) ** 2 / 2 +
    ((logMean - mean) / MEAN_SD) ** 2 / 2
  );
}

function boundPoint(logs: readonly number[]): { point: Point; outside: number } {
  let outside = 0;
  const within = (log: number, bound: number): number => {
    const inside = Math.min(bound, Math.max(-bound, log));
    outside += (log - inside) ** 2;
    return inside;
  };
  const [logP = 0, logExcess = 0, logMean = 0] = logs;
  const bounded: Point = [
    within(logP, LOG_SHAPE_BOUND),
    within(logExcess, LOG_SHAPE_BOUND),
    within(logMean, LOG_MEAN_BOUND),
  ];
  return { point: bounded, outside };
}
