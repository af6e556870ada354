import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listSources, ROOT } from "../support/source-files.ts";

const MOST_LINES = 300;
const MOST_LINES_OF_A_TEST = 400;
/** What nine of ten files stay under. */
const USUAL_LINES = 200;

function linesOf(file: string): number {
  return readFileSync(join(ROOT, file), "utf8").trimEnd().split("\n").length;
}

const sources = listSources("app", "dev-store", "extensions", "scripts", "bench").map((file) => ({
  file,
  lines: linesOf(file),
}));

test("no source file is longer than one can read at a sitting", () => {
  expect(sources.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
});

test("nine of ten source files are shorter than 200 lines", () => {
  const long = sources.filter(({ lines }) => lines >= USUAL_LINES);
  expect(long.length, long.map(({ file }) => file).join(", ")).toBeLessThanOrEqual(
    sources.length / 10,
  );
});

test("no test file is longer than 400 lines", () => {
  const tests = listSources("test").map((file) => ({ file, lines: linesOf(file) }));
  expect(tests.filter(({ lines }) => lines > MOST_LINES_OF_A_TEST)).toEqual([]);
});
