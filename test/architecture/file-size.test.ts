import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listFiles, listSources, ROOT } from "../support/source-files.ts";

const MOST_LINES = 300;
const MOST_LINES_OF_A_TEST = 400;
/** What nine of ten files stay under. */
const USUAL_LINES = 200;

/** Besides what it draws: a route reads the request, asks one use case, and names what shows the answer. */
const MOST_LINES_OF_A_ROUTE = 80;
const DRAWN = /^( *)return \(\n[\s\S]*?\n\1\);$/gm;

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8").trimEnd();
const linesOf = (file: string): number => read(file).split("\n").length;

const styles = listFiles().filter((file) => file.endsWith(".css"));
const sources = [
  ...listSources("app", "dev-store", "extensions", "scripts", "bench"),
  ...styles,
].map((file) => ({ file, lines: linesOf(file) }));

test("no source file is longer than one can read at a sitting", () => {
  expect(styles.length).toBeGreaterThan(5);
  expect(sources.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
});

test("nine of ten source files are shorter than 200 lines", () => {
  const long = sources.filter(({ lines }) => lines >= USUAL_LINES);
  expect(long.length, long.map(({ file }) => file).join(", ")).toBeLessThanOrEqual(
    sources.length / 10,
  );
});

test("no route is longer than 80 lines besides what it draws", () => {
  const routes = sources.filter(({ file }) => file.startsWith("app/routes/"));
  const long = routes.filter(
    ({ file }) => read(file).replaceAll(DRAWN, "").split("\n").length > MOST_LINES_OF_A_ROUTE,
  );
  expect(routes.length).toBeGreaterThan(10);
  expect(long).toEqual([]);
});

test("no test file is longer than 400 lines", () => {
  const tests = listSources("test").map((file) => ({ file, lines: linesOf(file) }));
  expect(tests.filter(({ lines }) => lines > MOST_LINES_OF_A_TEST)).toEqual([]);
});
