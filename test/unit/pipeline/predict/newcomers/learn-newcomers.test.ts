import { expect, test } from "vitest";
import { chooseNewcomers } from "../../../../../app/pipeline/predict/newcomers/choose-newcomers.ts";
import { learnNewcomers } from "../../../../../app/pipeline/predict/newcomers/learn-newcomers.ts";
import type { LearnedNewcomers } from "../../../../../app/pipeline/predict/newcomers/newcomer-model.ts";
import { NEWCOMER_MODELS } from "../../../../../app/pipeline/predict/newcomers/newcomer-models.ts";
import type { NewcomerModelName } from "../../../../../app/pipeline/predict/newcomers/newcomer-models.ts";
import { takeNewcomers } from "../../../../../app/pipeline/predict/newcomers/newcomer-rows.ts";
import { predictNewcomer } from "../../../../../app/pipeline/predict/newcomers/predict-newcomer.ts";
import { newVisitor } from "../../../../../app/pipeline/predict/visitors/visitor-state.ts";
import { walkLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import type { PreparedLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { DAY_MS, HOUR_MS } from "../../../../../app/pipeline/shared/time.ts";
import { POINTS, prepare, START } from "../visitors/logs.ts";
import type { LogEvent } from "../visitors/logs.ts";

const WEEK_MS = 7 * DAY_MS;
const DAYS = 60;
const END = START + DAYS * DAY_MS;
const PEOPLE = 1500;

/** Those who come often order within days, those who come once hardly ever. */
function liveShop(): LogEvent[] {
  const random = seedRandom(8);
  const events: LogEvent[] = [];
  for (let visitor = 0; visitor < PEOPLE; visitor += 1) {
    const visits = random() < 0.3 ? 6 : 1;
    let at = START + random() * (DAYS - 14) * DAY_MS;
    for (let visit = 0; visit < visits; visit += 1) {
      events.push({ visitor, at: Math.floor(at), signal: "product_viewed" });
      at += (0.2 + random()) * DAY_MS;
    }
    if (random() < (visits > 1 ? 0.6 : 0.06))
      events.push({ visitor, at: Math.floor(at + 5 * DAY_MS * random()), signal: "order_placed" });
  }
  return events;
}

const events = liveShop();
const prepared = prepare(events);
const nobodyBefore = new Uint8Array(PEOPLE);

const learn = (
  log: PreparedLog,
  more: { asOf?: number; horizonMs?: number } = {},
): LearnedNewcomers =>
  learnNewcomers(log, {
    startsAt: START,
    asOf: END,
    horizonMs: WEEK_MS,
    memoryMs: 30 * DAY_MS,
    hadOrdered: nobodyBefore,
    stopwatch: () => 0,
    ...more,
  });

const learned = (outcome: LearnedNewcomers) => {
  if (outcome.outcome !== "learned") throw new Error("too short");
  return outcome;
};

test("Who of those that never ordered will do so is learned at past cuts, and judged at later ones.", () => {
  const { served, trials } = learned(learn(prepared));
  expect(trials.trials).toBe(2);
  expect(trials.models.map(({ name }) => name)).toEqual([...NEWCOMER_MODELS]);
  const areaOf = (name: NewcomerModelName): number =>
    trials.models.find((model) => model.name === name)?.auc ?? 0;
  expect(areaOf("base-rate")).toBe(0.5);
  expect(areaOf(trials.champion)).toBeGreaterThan(0.7);
  expect(served.evidence.happened).toBeGreaterThan(30);
});

test("Who came more often is told a higher probability, with its interval and evidence.", () => {
  const { served } = learned(learn(prepared));
  const tellAfter = (visits: number) => {
    const looks = Array.from({ length: visits }, (_, visit) => ({
      visitor: 0,
      at: END - 2 * DAY_MS - (visits - visit) * 12 * HOUR_MS,
      signal: "product_viewed" as const,
    }));
    let state = newVisitor();
    walkLog(prepare(looks), (_, each) => (state = each));
    return predictNewcomer([served], { state, points: POINTS, asOf: END })[0];
  };
  const [once, often] = [tellAfter(1), tellAfter(6)];
  expect(often?.value).toBeGreaterThan(2 * (once?.value ?? 1));
  for (const told of [once, often]) {
    expect(told?.low).toBeLessThanOrEqual(told?.value ?? -1);
    expect(told?.high).toBeGreaterThanOrEqual(told?.value ?? 2);
    expect(["fair", "strong"]).toContain(told?.evidence);
  }
  const other = { ...served, features: served.features.slice(1) };
  const moment = { state: newVisitor(), points: POINTS, asOf: END };
  expect(predictNewcomer([other, null], moment)).toEqual([null, null]);
});

test("Nothing is told of 7 or 30 days before the past is three times as long.", () => {
  const soon = learn(prepared, { asOf: START + 21 * DAY_MS - HOUR_MS });
  expect(soon).toEqual({ outcome: "too-short", haveDays: 20, needDays: 21 });
  expect(learn(prepared, { asOf: START + 21 * DAY_MS }).outcome).toBe("learned");
  const month = learn(prepared, { horizonMs: 30 * DAY_MS });
  expect(month).toEqual({ outcome: "too-short", haveDays: 60, needDays: 90 });
});

test("Of newcomers are those who were seen lately and had not ordered, before the log began or in it.", () => {
  const log = prepare([
    { visitor: 0, at: START, signal: "product_viewed" },
    { visitor: 1, at: START + 20 * DAY_MS, signal: "product_viewed" },
    { visitor: 2, at: START + 20 * DAY_MS, signal: "order_placed" },
    { visitor: 3, at: START + 20 * DAY_MS, signal: "product_viewed" },
    { visitor: 3, at: START + 33 * DAY_MS, signal: "order_placed" },
    { visitor: 4, at: START + 20 * DAY_MS, signal: "product_viewed" },
  ]);
  const rows = takeNewcomers(log, {
    cut: START + 31 * DAY_MS,
    horizonMs: WEEK_MS,
    memoryMs: 30 * DAY_MS,
    hadOrdered: Uint8Array.of(0, 0, 0, 0, 1),
  });
  expect([...rows.outcomes]).toEqual([0, 1]);
  for (const column of rows.columns) for (const value of column) expect(value).not.toBeNaN();
});

test("What comes after a cut is no part of what was known at it.", () => {
  const cut = START + 40 * DAY_MS;
  const at = { cut, horizonMs: WEEK_MS, memoryMs: 30 * DAY_MS, hadOrdered: nobodyBefore };
  const until = prepare(events.filter((event) => event.at < cut));
  expect(takeNewcomers(until, at).columns).toEqual(takeNewcomers(prepared, at).columns);
  expect(takeNewcomers(until, at).outcomes.includes(1)).toBe(false);
});

test("The fading count of what somebody did is served unless another model is tellingly better.", () => {
  const bought = Float64Array.from({ length: 400 }, (_, row) => (row % 2 === 0 ? 1 : 0));
  const sure = (right: number) => bought.map((one) => (one === 1 ? right : 1 - right));
  const choose = (better: Partial<Record<NewcomerModelName, number>>, rows = 400) =>
    chooseNewcomers([
      {
        said: Object.fromEntries(
          NEWCOMER_MODELS.map((name) => [name, sure(better[name] ?? 0.6).slice(0, rows)]),
        ) as Record<NewcomerModelName, Float64Array>,
        bought: bought.slice(0, rows),
      },
    ]);
  expect(choose({ "logistic-regression": 0.601 })).toBe("decayed-count");
  expect(choose({ "logistic-regression": 0.7 })).toBe("logistic-regression");
  expect(choose({ recency: 0.7 })).toBe("recency");
  // 40 and 40 judge rules, and are too few to trust learned weights; 20 and 20 decide nothing.
  expect(choose({ "logistic-regression": 0.9, recency: 0.7 }, 80)).toBe("recency");
  expect(choose({ recency: 0.9 }, 40)).toBe("decayed-count");
});
