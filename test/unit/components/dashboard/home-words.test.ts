import { describe, expect, test } from "vitest";
import {
  describeChange,
  findMovers,
  pickSegments,
} from "../../../../app/components/dashboard/describe-today.ts";
import { describeHealth } from "../../../../app/components/dashboard/health-rows.ts";
import type { Status } from "../../../../app/queries/read-status.ts";
import { testWords } from "../../../support/words.ts";

const words = testWords("home");
const NOW = Date.parse("2026-11-20T15:00:00Z");

describe("what changed since yesterday", () => {
  const write = (value: number) => words.format.money(value, "EUR");

  test.each([
    [120_00, 100_00, "€20.00 more than yesterday"],
    [80_00, 100_00, "€20.00 less than yesterday"],
    [100_00, 100_00, "as yesterday"],
  ])("%i after %i: %s", (today, yesterday, sentence) => {
    expect(describeChange(words, { today, yesterday }, write)).toBe(sentence);
  });

  test("the three segments that moved most, whichever way, and none that stood still", () => {
    const segments = [
      { name: "A", trend: [1, 5, 5] },
      { name: "B", trend: [9, 4] },
      { name: "C", trend: [0, 1] },
      { name: "D", trend: [0, 9] },
      { name: "E", trend: [3, 1] },
    ];
    expect(findMovers(segments)).toEqual([
      { name: "D", step: 9 },
      { name: "B", step: -5 },
      { name: "E", step: -2 },
    ]);
    expect(findMovers([])).toEqual([]);
  });
});

const status: Status = {
  lastEventAt: NOW - 3000,
  customers: 5,
  visitors: 0,
  countedAt: null,
  due: 0,
  isMoreDue: false,
  dueSince: null,
  tags: 12,
  waitingCustomers: 0,
  isMoreWaiting: false,
  refusedCustomers: 0,
};

type Facts = Parameters<typeof describeHealth>[1];

const rowsWith = (change: Partial<Facts>, of = words) =>
  describeHealth(of, {
    ...{ asOf: NOW, embed: "unknown", isBackfilling: false, status, sources: [] },
    ...change,
  });

describe("whether it works", () => {
  test("an embed that the theme does not load needs somebody, however alive it was", () => {
    const sources: Facts["sources"] = [
      { source: "proxy", state: { kind: "alive" }, lastHeardAt: NOW - 60_000 },
    ];
    const [on] = rowsWith({ sources, embed: "active" });
    expect(on).toMatchObject({ label: "Active", age: "1 min ago", needsYou: false });
    const [off] = rowsWith({ sources, embed: "inactive" });
    expect(off).toMatchObject({ label: "Not activated", tone: "warning", needsYou: true });
  });

  test("what the merchant chose not to connect is not mentioned", () => {
    const sources: Facts["sources"] = [
      { source: "api", state: { kind: "off" }, lastHeardAt: null },
    ];
    expect(rowsWith({ sources }).map(({ name }) => name)).toEqual(["Scores", "Tags in Shopify"]);
  });

  test("scores that wait for longer than a moment are behind, by how much and how many", () => {
    const late = { ...status, due: 10_000, isMoreDue: true, dueSince: NOW - 120_000 };
    const [scores] = rowsWith({ status: late });
    expect(scores).toMatchObject({
      label: "2 min behind",
      age: "more than 10,000 profiles being scored",
      tone: "attention",
    });
    const [current] = rowsWith({ status: { ...status, due: 1, dueSince: NOW - 1000 } });
    expect(current).toMatchObject({ label: "Current", age: "1 profile being scored" });
  });

  test.each([
    [{ refusedCustomers: 1 }, "Refused", "Shopify refused tags on 1 customer", true],
    [{ waitingCustomers: 2 }, "Being written", "2 customers waiting", false],
    [{}, "Current", "12 tags, all written", false],
  ])("tags: %j", (change, label, age, needsYou) => {
    const [, tags] = rowsWith({ status: { ...status, ...change } });
    expect(tags).toMatchObject({ label, age, needsYou });
  });

  test("in German as well", () => {
    const [, tags] = rowsWith({}, testWords("home", { locale: "de" }));
    expect(tags).toMatchObject({ name: "Tags in Shopify", age: "12 Tags, alles geschrieben" });
  });
});

test("the home page shows the eight largest segments in the shop's order, and none that is empty", () => {
  const sizes = [0, 4, 9, 1, 7, 2, 8, 3, 6, 5, 0];
  const shown = pickSegments(sizes.map((size) => ({ size })));
  expect(shown.map(({ size }) => size)).toEqual([4, 9, 7, 2, 8, 3, 6, 5]);
  expect(pickSegments([{ size: 0 }])).toEqual([]);
});
