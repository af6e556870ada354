import { expect, test } from "vitest";
import { changeWords } from "../../../../app/components/segments/list/segment-list.tsx";
import {
  changeOf,
  orderSegments,
  SEGMENT_SORTS,
  type SegmentSort,
} from "../../../../app/components/segments/list/order-segments.ts";
import { testWords } from "../../../support/words.ts";
import type { SegmentOverview } from "../../../../app/queries/read-segment-overview.ts";

const segment = (
  name: string,
  trend: number[],
  rest: Partial<SegmentOverview> = {},
): SegmentOverview => ({
  handle: name.toLowerCase(),
  name,
  description: `Customers of ${name}`,
  tag: `kindling:${name.toLowerCase()}`,
  state: { kind: "in-force" },
  size: trend.at(-1) ?? 0,
  visitors: 0,
  trend,
  revenue30: null,
  users: [],
  ...rest,
});

const words = testWords("segments");

const SEGMENTS = [
  segment("Lapsed", [9, 9, 2]),
  segment("Champions", [1, 4, 6], { revenue30: 900 }),
  segment("Browsers", [20, 20, 20], { description: "Look and do not buy", revenue30: 0 }),
];

const names = (search: string, by: SegmentSort, direction = SEGMENT_SORTS[by]): string[] =>
  orderSegments(SEGMENTS, { search, sort: { by, direction }, locale: "en" }).map(
    ({ name }) => name,
  );

test("segments are sorted by name, by size, by how they changed, and by what their members buy", () => {
  expect(names("", "made")).toEqual(["Lapsed", "Champions", "Browsers"]);
  expect(names("", "name")).toEqual(["Browsers", "Champions", "Lapsed"]);
  expect(names("", "size")).toEqual(["Browsers", "Champions", "Lapsed"]);
  expect(names("", "change")).toEqual(["Champions", "Browsers", "Lapsed"]);
  expect(names("", "change", "asc")).toEqual(["Lapsed", "Browsers", "Champions"]);
  // What is not counted yet comes last either way.
  expect(names("", "revenue")).toEqual(["Champions", "Browsers", "Lapsed"]);
  expect(names("", "revenue", "asc")).toEqual(["Browsers", "Champions", "Lapsed"]);
});

test("a segment is found by its name, its description and its tag", () => {
  expect(names("CHAMP", "made")).toEqual(["Champions"]);
  expect(names("do not buy", "made")).toEqual(["Browsers"]);
  expect(names("kindling:lap", "made")).toEqual(["Lapsed"]);
  expect(names("nothing like it", "made")).toEqual([]);
});

test("the change since yesterday bears its sign", () => {
  expect(SEGMENTS.map((each) => changeWords(words, changeOf(each)))).toEqual(["−7", "+2", "±0"]);
  expect(changeOf({ trend: [5] })).toBe(0);
});
