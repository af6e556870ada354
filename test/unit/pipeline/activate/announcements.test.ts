import { resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeForFlow,
  findCrossings,
  FLOW_TRIGGERS,
  kindOfTrigger,
  type Announcement,
} from "../../../../app/pipeline/activate/announcements.ts";
import {
  MARGIN_POINTS,
  levelOf,
  THRESHOLDS,
} from "../../../../app/pipeline/activate/score-levels.ts";
import { SCORE_NAMES, type Score } from "../../../../app/pipeline/score/scores.ts";
import { readFlowExtensions } from "../../../../dev-store/flow/read-flow-extensions.ts";

const anyPoints = fc.option(
  fc.oneof(
    fc.integer({ min: 0, max: 100_000_000 }),
    fc.constantFrom(...THRESHOLDS).map((points) => points * 1_000_000),
  ),
);

const scoreOf = (points: number | null): Score =>
  points === null
    ? { points, reason: "nothing-known-yet", contributions: [] }
    : { points, contributions: [] };

const ofIntent = (before: number | null, after: number | null, level?: number) =>
  findCrossings({
    levels: level === undefined ? null : { intent: level, engagement: 0, value: 0, behavior: 0 },
    before: { intent: before, engagement: null, value: null, behavior: null },
    after: {
      intent: scoreOf(after),
      engagement: scoreOf(null),
      value: scoreOf(null),
      behavior: scoreOf(null),
    },
  });

test("A score crosses 25, 50 and 75 points upwards at exactly these, and downwards more than 5 points below; an unknown score is below all.", () => {
  const told = ([crossing]: ReturnType<typeof ofIntent>) =>
    crossing === undefined ? [] : [crossing.direction, crossing.threshold];
  expect(told(ofIntent(49_999_999, 50_000_000))).toEqual(["up", 50]);
  expect(told(ofIntent(50_000_000, 45_000_000))).toEqual([]);
  expect(told(ofIntent(50_000_000, 44_999_999))).toEqual(["down", 50]);
  // It had been above, and is not far enough below yet: then it is neither told to leave nor to come back.
  expect(told(ofIntent(45_000_000, 50_000_000, 2))).toEqual([]);
  expect(told(ofIntent(45_000_000, 44_999_999, 2))).toEqual(["down", 50]);
  expect(told(ofIntent(50_000_000, 74_999_999))).toEqual([]);
  expect(told(ofIntent(null, 80_000_000))).toEqual(["up", 75]);
  expect(told(ofIntent(80_000_000, null))).toEqual(["down", 25]);
  expect(ofIntent(null, 80_000_000)).toHaveLength(1);
  // What is just short of a threshold does not read as if it had reached it.
  expect(ofIntent(49_999_999, 50_000_000)).toMatchObject([{ points: 50, pointsBefore: 49.9 }]);
});

test("Whatever crosses up crosses down on the way back to more than 5 points below, and what stays between two thresholds crosses none.", () => {
  const marginMicro = MARGIN_POINTS * 1_000_000;
  fc.assert(
    fc.property(anyPoints, anyPoints, (a, b) => {
      const [low, high] = [Math.min(a ?? 0, b ?? 0), Math.max(a ?? 0, b ?? 0)];
      const [up] = ofIntent(low, high);
      expect(up === undefined).toBe(levelOf(low) === levelOf(high));
      const [down] = ofIntent(high, Math.max(0, low - marginMicro));
      if (up !== undefined && low > marginMicro) expect(down?.direction).toBe("down");
      if (levelOf(low) === levelOf(high)) expect(ofIntent(high, low)).toEqual([]);
    }),
  );
});

const anyAnnouncement: fc.Arbitrary<Announcement> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("entered" as const, "left" as const),
    segment: fc.record({ handle: fc.string(), name: fc.string({ unit: "binary" }) }),
    reason: fc.string({ maxLength: 60_000, size: "max" }),
  }),
  fc.record({
    kind: fc.constant("crossed" as const),
    score: fc.constantFrom(...SCORE_NAMES),
    points: fc.double({ min: 0, max: 100, noNaN: true }),
    pointsBefore: fc.double({ min: 0, max: 100, noNaN: true }),
    direction: fc.constantFrom("up" as const, "down" as const),
    threshold: fc.constantFrom(...THRESHOLDS),
    reason: fc.string(),
  }),
);

test("A trigger's payload has exactly the properties that its extension declares, and stays far below Flow's limit.", () => {
  const { triggers } = readFlowExtensions(
    resolve(import.meta.dirname, "../../../../shopify.app.toml"),
  );
  fc.assert(
    fc.property(anyAnnouncement, (announcement) => {
      const { handle, payload } = describeForFlow({
        announcement,
        customerId: "7000000000001",
        changeId: "7-12",
      });
      const declared = triggers.find((trigger) => trigger.handle === handle);
      expect(Object.keys(payload).sort()).toEqual(declared?.fields.map(({ name }) => name).sort());
      expect(payload["customer_id"]).toBe(7_000_000_000_001);
      expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(25_000);
    }),
    { numRuns: 50 },
  );
});

test("Flow's word for a trigger is its handle or its name, in any case.", () => {
  const { triggers } = readFlowExtensions(
    resolve(import.meta.dirname, "../../../../shopify.app.toml"),
  );
  expect(triggers.map(({ handle }) => handle).sort()).toEqual(Object.values(FLOW_TRIGGERS).sort());
  for (const { handle, name } of triggers) {
    const kind = kindOfTrigger(handle);
    expect(kind).not.toBeNull();
    expect(kindOfTrigger(` ${name.toUpperCase()} `)).toBe(kind);
  }
  expect(kindOfTrigger("Add row to spreadsheet")).toBeNull();
});
