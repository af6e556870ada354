import { describe, expect, test } from "vitest";
import { median, percentile, ratioOf } from "../../../bench/bench.ts";
import { formatJson, formatTable } from "../../../bench/print-results.ts";
import { readScriptTime } from "../../../bench/storefront/read-profile.ts";

describe("a median", () => {
  test.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])("of %j is %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  test("of nothing is refused", () => {
    expect(() => median([])).toThrow("at least one value");
  });
});

describe("a percentile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test.each([
    [[7], 0.95, 7],
    [[3, 1, 2], 0.5, 2],
    [hundred, 0.95, 95],
    [[...hundred, 101], 0.95, 96],
    [hundred, 1, 100],
    [hundred, 0, 1],
  ])("of %j at %d is %d", (values, share, value) => {
    expect(percentile(values, share)).toBe(value);
  });

  test("of nothing is refused", () => {
    expect(() => percentile([], 0.95)).toThrow("at least one value");
  });
});

describe("the results", () => {
  const results = [
    { name: "size", value: 1500, unit: "bytes", limit: 3000 },
    { name: "rate", value: 40, unit: "/s", limit: 100, bar: { least: 0.5 } },
    { name: "work", value: 28, unit: "s", limit: 10, bar: { most: 3 } },
    { name: "time", value: 2.5, unit: "ms", limit: null },
  ];

  test("are a table for people, with what was wanted and whether it was seen", () => {
    expect(formatTable(results).split("\n")).toEqual([
      "      value   unit  limit    of it    wanted",
      "size   1500  bytes   3000   50.0 %  <= 100 %    held",
      "rate     40     /s    100   40.0 %   >= 50 %  MISSED",
      "work     28      s     10  280.0 %  <= 300 %    held",
      "time    2.5     ms",
    ]);
  });

  test("are one line for programs, with the share of each limit", () => {
    expect(JSON.parse(formatJson("storefront", results))).toEqual({
      bench: "storefront",
      results: [
        { name: "size", value: 1500, unit: "bytes", limit: 3000, ratio: 0.5 },
        { name: "rate", value: 40, unit: "/s", limit: 100, ratio: 0.4 },
        { name: "work", value: 28, unit: "s", limit: 10, ratio: 2.8 },
        { name: "time", value: 2.5, unit: "ms", limit: null, ratio: null },
      ],
    });
    expect(ratioOf({ name: "", value: 1, unit: "", limit: 3 })).toBe(0.333);
  });
});

describe("a script's time in a profile", () => {
  const node = (id: number, url: string, children: number[] = []) => ({
    id,
    callFrame: { url },
    children,
  });
  const nodes = [
    node(1, "", [2, 3]),
    node(2, "http://shop/theme.js", [4, 6]),
    node(3, "", []),
    node(4, "http://shop/1/kindling.js", [5]),
    // What the script calls is its time, whoever wrote it.
    node(5, "", []),
    node(6, "http://shop/other.js", []),
  ];

  test("is what passes while it or something that it called runs", () => {
    const profile = {
      nodes,
      samples: [3, 4, 5, 2, 6, 4, 3],
      timeDeltas: [1, 10, 2_000, 1_000, 500, 300, 700],
    };
    expect(readScriptTime(profile, "/kindling.js")).toEqual({ totalMs: 3.7, longestMs: 3 });
  });

  test("is nothing where it did not run", () => {
    const profile = { nodes, samples: [3, 2, 6], timeDeltas: [0, 10, 10] };
    expect(readScriptTime(profile, "/kindling.js")).toEqual({ totalMs: 0, longestMs: 0 });
    expect(readScriptTime({ nodes: [] }, "/kindling.js")).toEqual({ totalMs: 0, longestMs: 0 });
  });
});
