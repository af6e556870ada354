import { expect, test } from "vitest";
import { changeWords } from "../../../../app/components/segments/list/segment-list.tsx";
import {
  changeOf,
  orderSegments,
  type SegmentOrder,
} from "../../../../app/components/segments/list/order-segments.ts";
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

const SEGMENTS = [
  segment("Lapsed", [9, 9, 2]),
  segment("Champions", [1, 4, 6]),
  segment("Browsers", [20, 20, 20], { description: "Look and do not buy" }),
];

const names = (search: string, order: SegmentOrder): string[] =>
  orderSegments(SEGMENTS, { search, order }).map(({ name }) => name);

test("segments are sorted by name, by size, and by how much they changed either way", () => {
  expect(names("", "made")).toEqual(["Lapsed", "Champions", "Browsers"]);
  expect(names("", "name")).toEqual(["Browsers", "Champions", "Lapsed"]);
  expect(names("", "size")).toEqual(["Browsers", "Champions", "Lapsed"]);
  expect(names("", "change")).toEqual(["Lapsed", "Champions", "Browsers"]);
});

test("a segment is found by its name, its description and its tag", () => {
  expect(names("CHAMP", "made")).toEqual(["Champions"]);
  expect(names("do not buy", "made")).toEqual(["Browsers"]);
  expect(names("kindling:lap", "made")).toEqual(["Lapsed"]);
  expect(names("nothing like it", "made")).toEqual([]);
});

test("the change since yesterday bears its sign", () => {
  expect(SEGMENTS.map(changeOf).map(changeWords)).toEqual(["−7", "+2", "±0"]);
  expect(changeOf({ trend: [5] })).toBe(0);
});
