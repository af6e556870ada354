import { expect, test } from "vitest";
import { estimateBuild } from "../../../../app/components/segments/detail/estimate-build.ts";

const SINCE = 1_000_000;

test("what is left is told at the pace of the pass itself", () => {
  const build = { done: 25_000, total: 100_000, judgingSince: SINCE };
  expect(estimateBuild(build, SINCE + 20_000)).toBe(60_000);
  expect(estimateBuild({ ...build, done: 100_000 }, SINCE + 20_000)).toBe(0);
});

test("nothing is said of a pace that nobody has seen", () => {
  const build = { done: 1000, total: 100_000, judgingSince: SINCE };
  expect(estimateBuild({ ...build, judgingSince: null }, SINCE + 20_000)).toBeNull();
  expect(estimateBuild({ ...build, done: 0 }, SINCE + 20_000)).toBeNull();
  expect(estimateBuild(build, SINCE + 900)).toBeNull();
});
