import { expect, test } from "vitest";
import { parseChaosArguments } from "../../../../scripts/chaos/arguments.ts";
import { PAGES_READ } from "../../../../scripts/chaos/plan/action.ts";
import { planRare } from "../../../../scripts/chaos/plan/plan-rare.ts";
import { planStorm } from "../../../../scripts/chaos/plan/plan-storm.ts";
import { planTraffic } from "../../../../scripts/chaos/plan/plan-traffic.ts";

const storm = (seed: number, number: number) =>
  planStorm({ seed, storm: number, ms: 12_000, faults: 8 });
const traffic = (seed: number, number: number) =>
  planTraffic({ seed, storm: number, ms: 12_000, perSecond: 20 });

test("the same seed gives the same storms, another seed others", () => {
  expect(storm(1, 3)).toEqual(storm(1, 3));
  expect(storm(1, 3)).not.toEqual(storm(2, 3));
  expect(traffic(1, 3)).toEqual(traffic(1, 3));
  expect(traffic(1, 3)).not.toEqual(traffic(1, 4));
});

test("in two storms every kind of fault happens, and what kills most often", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const kinds = [storm(seed, 0), storm(seed, 1)].flat().map(({ what }) => what.kind);
    expect(new Set(kinds).size).toBe(12);
    expect(kinds.filter((kind) => kind === "kill").length).toBeGreaterThanOrEqual(4);
  }
});

test("faults come one after the other, while there is traffic", () => {
  for (let number = 0; number < 50; number += 1) {
    const times = storm(7, number).map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(500);
    expect(times.at(-1)).toBeLessThan(11_500);
    expect(traffic(7, number).at(-1)?.atMs).toBeGreaterThan(10_500);
  }
});

test("traffic has every kind of action, most of it in the first shop, about as much as was asked for", () => {
  const actions = Array.from({ length: 30 }, (_, number) => traffic(5, number))
    .flat()
    .map(({ what }) => what);
  expect(new Set(actions.map(({ kind }) => kind)).size).toBe(7);
  expect(actions.length / (30 * 12)).toBeCloseTo(20, -1);
  expect(actions.filter(({ shop }) => shop === 0).length / actions.length).toBeCloseTo(0.8, 1);
});

test("in every storm people are erased, some take their consent back, and each merchant reads each page", () => {
  const rare = (seed: number, number: number) => planRare({ seed, storm: number, ms: 12_000 });
  expect(rare(1, 3)).toEqual(rare(1, 3));
  expect(rare(1, 3)).not.toEqual(rare(1, 4));
  for (let number = 0; number < 20; number += 1) {
    const planned = rare(7, number);
    const times = planned.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(12_000);
    const actions = planned.map(({ what }) => what);
    for (const shop of [0, 1, 2]) {
      const kinds = actions.filter((what) => what.shop === shop).map(({ kind }) => kind);
      // Of each shop one of the two: an order of a merchant's who goes is carried out without Shopify.
      const own = kinds.includes("reinstall") ? "reinstall" : "erase-by-merchant";
      expect(new Set(kinds)).toEqual(new Set(["erase", "withdraw", "read", own]));
      expect(kinds.filter((kind) => kind === "read")).toHaveLength(PAGES_READ.length);
    }
    const away = (storm: number) => rare(7, storm).filter(({ what }) => what.kind === "reinstall");
    const gone = [number, number + 1, number + 2].flatMap(away).map(({ what }) => what.shop);
    expect(gone.toSorted()).toEqual([0, 1, 2]);
  }
});

test("the command says what it takes", () => {
  expect(parseChaosArguments(["--seconds", "600", "--old", "HEAD~9", "--json"])).toEqual({
    ...{ seconds: 600, seed: 1, old: "HEAD~9", json: true },
  });
  expect(parseChaosArguments(["--help"])).toBeNull();
  for (const args of [["--seconds", "0"], ["--seed", "x"], ["--storms", "2"], ["now"]])
    expect(() => parseChaosArguments(args)).toThrow(/npm run chaos/);
});
