import type {
  Atom,
  Inequality,
  Moment,
  Prediction,
} from "../../../../app/pipeline/segment/condition-tree.ts";
import type { RfmGroup } from "../../../../app/pipeline/shared/rfm-group-names.ts";
import { countOf, sumOf } from "../naive/judge-amounts.ts";
import { momentOf } from "../naive/judge-time.ts";
import type { NaiveLook } from "../naive/look.ts";
import { majorUnit } from "../simulate/draw-shop.ts";
import { FOREIGN_TAGS } from "../simulate/draw-account.ts";
import { DAY_MS } from "../simulate/world.ts";
import { drawDuration } from "./draw-duration.ts";
import {
  drawFilters,
  drawMoneyThings,
  drawOrderFilter,
  drawSome,
  drawThings,
  drawWindow,
} from "./draw-things.ts";
import type { Drawing } from "./draw-things.ts";
import { drawQuantile } from "./sample.ts";

export interface AtomDrawing extends Drawing {
  sample: readonly NaiveLook[];
  typicalGapMs: number;
  /** Segments that may be referred to. */
  handles: readonly string[];
}

export type AtomKind = Atom["kind"];

const SIDES: readonly [Inequality, ...Inequality[]] = [
  "at-least",
  "more-than",
  "at-most",
  "less-than",
];
const SCORES = ["intent", "intent", "engagement", "value", "behavior"] as const;
const AXES = ["recency", "frequency", "monetary"] as const;
const MOMENTS = ["first", "last", "last"] as const;
const MILLION = 1_000_000;

/** A random atom of a kind, its threshold near what the simulated people are at; null where nobody has any. */
export function drawAtom(kind: AtomKind, drawing: AtomDrawing): Atom | null {
  const { random, world, sample } = drawing;
  const comparison = random.pick(SIDES);
  const quantile = (measure: (look: NaiveLook) => number | null): number | null =>
    drawQuantile(random, sample.map(measure));
  switch (kind) {
    case "score": {
      const score = random.pick(SCORES);
      const near = quantile(({ profile, at }) => profile.score(score, at));
      return near === null
        ? null
        : { kind, score, comparison, points: Math.round((near / MILLION) * 10) / 10 };
    }
    case "prediction":
      return drawPrediction(drawing);
    case "next-order": {
      const near = random.next() * 20 * DAY_MS;
      const duration = drawDuration(random, { nearMs: near, typicalGapMs: drawing.typicalGapMs });
      return { kind, comparison: random.pick(["less-than", "at-least"]), duration };
    }
    case "rfm": {
      const axis = random.pick(AXES);
      const isExact = random.chance(0.2);
      return {
        kind,
        axis,
        comparison: isExact ? "exactly" : comparison,
        fifth: random.between(1, 5),
      };
    }
    case "rfm-group":
      return {
        kind,
        groups: drawSome<RfmGroup>(random, [
          "champions",
          "loyal",
          "new",
          "promising",
          "at-risk",
          "lost",
          "hibernating",
        ]),
      };
    case "count": {
      const asked = {
        of: drawThings(drawing),
        window: drawWindow(random),
        each: random.chance(0.25) ? ("product" as const) : null,
      };
      const near = quantile((look) => countOf(asked, look)) ?? 0;
      return {
        kind,
        ...asked,
        comparison: random.chance(0.15) ? "exactly" : comparison,
        count: Math.max(near, random.between(0, 2)),
      };
    }
    case "sum": {
      const asked = {
        of: drawMoneyThings(drawing),
        money: random.pick(["whole", "products", "one-product"] as const),
        window: drawWindow(random),
      };
      const near = quantile((look) => sumOf(asked, look) || null) ?? 0;
      return { kind, ...asked, comparison, amount: near / majorUnit(world.currency) };
    }
    case "share": {
      const where = random.chance(0.5) ? [drawOrderFilter(random)] : drawFilters(drawing);
      return {
        kind,
        where,
        window: drawWindow(random),
        comparison,
        percent: random.pick([0, 25, 50, 75, 100]),
      };
    }
    case "revenue":
      return {
        kind,
        comparison: random.pick(["reaches", "above"]),
        percentile: random.pick([10, 20, 30, 40, 50, 60, 70, 80, 90]),
      };
    case "since": {
      const moment = drawMoment(drawing);
      const near = quantile((look) => ageOf(moment, look));
      if (near === null) return null;
      const duration = drawDuration(random, { nearMs: near, typicalGapMs: drawing.typicalGapMs });
      return { kind, moment, comparison: random.pick(["at-least", "less-than"]), duration };
    }
    case "sequence": {
      const moment = drawMoment(drawing);
      const by = Array.from({ length: random.between(1, 2) }, () => drawThings(drawing));
      const near = quantile((look) => ageOf(moment, look));
      if (near === null) return null;
      const within = random.chance(0.3)
        ? null
        : drawDuration(random, { nearMs: near, typicalGapMs: drawing.typicalGapMs });
      return { kind, moment, followed: random.pick(["some", "none", "none"]), by, within };
    }
    case "consent":
      return {
        kind,
        channel: random.pick(["email", "sms"]),
        states: drawSome(random, [
          "subscribed",
          "unsubscribed",
          "pending",
          "unknown",
          "not_subscribed",
        ]),
      };
    case "tag":
      return { kind, tag: random.pick(FOREIGN_TAGS).toUpperCase() };
    case "segment": {
      const [first, ...more] = drawing.handles;
      return first === undefined ? null : { kind, handle: random.pick([first, ...more]) };
    }
    case "person":
      return { kind, is: random.pick(["customer", "customer", "visitor"]) };
  }
}

const drawMoment = (drawing: AtomDrawing): Moment => ({
  kind: drawing.random.pick(MOMENTS),
  of: drawThings(drawing),
});

function ageOf(moment: Moment, look: NaiveLook): number | null {
  const at = momentOf(moment, look);
  return at === null ? null : look.at - at;
}

const PREDICTIONS: readonly [Prediction, ...Prediction[]] = [
  "order-1-hour",
  "order-24-hours",
  "order-7-days",
  "order-30-days",
  "order-horizon",
  "churn",
  "vip",
  "lifetime-value",
];

function drawPrediction({ random, world, sample }: AtomDrawing): Atom | null {
  const of = random.pick(PREDICTIONS);
  const bound = random.pick(["expected", "expected", "low", "high"] as const);
  const near = drawQuantile(
    random,
    sample.map(({ profile, at }) => {
      const day = Math.floor((at - world.startAt) / DAY_MS);
      return profile.history.outlooks[day]?.estimates[of]?.[bound] ?? null;
    }),
  );
  if (near === null) return null;
  const scale = of === "lifetime-value" ? 1 / majorUnit(world.currency) : 100;
  const value = Math.round(near * scale * 100) / 100;
  return { kind: "prediction", of, bound, comparison: random.pick(SIDES), value };
}
