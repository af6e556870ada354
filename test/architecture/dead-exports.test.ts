import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listSources, ROOT } from "../support/source-files.ts";

/** What Remix, ESLint and Vitest ask for by name. */
const ASKED_FOR =
  /^(app\/(routes\/|root\.tsx|entry\.)|test\/architecture\/import-rules|test\/support\/longest-first)/;
const EXPORTED = /^export (?:async )?(?:const|function\*?|class) ([\w$]+)/gm;
/** A name in a comment uses nothing. */
const COMMENT_LINES = /^\s*(?:\/\/|\/?\*).*$/gm;

interface Source {
  file: string;
  text: string;
  words: ReadonlySet<string>;
}

const sources = listSources("app", "bench", "dev-store", "extensions", "scripts", "test").map(
  (file): Source => {
    const text = readFileSync(join(ROOT, file), "utf8").replace(COMMENT_LINES, "");
    return { file, text, words: new Set(text.match(/[\w$]+/g)) };
  },
);
const withoutTests = sources.filter(({ file }) => !file.startsWith("test/"));

const exportsOf = (given: readonly Source[]) =>
  given
    .filter(({ file }) => !ASKED_FOR.test(file))
    .flatMap((source) =>
      [...source.text.matchAll(EXPORTED)].map(([, name = ""]) => ({ source, name })),
    );

/** In how many of the files each of the words stands. */
function countFiles(
  given: readonly Source[],
  asked: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const { words } of given)
    for (const word of words) if (asked.has(word)) files.set(word, (files.get(word) ?? 0) + 1);
  return files;
}

/** What of the files is exported and stands in no other one of them, where the file itself does not excuse it. */
function findUnused(
  given: readonly Source[],
  isExcused: (source: Source, name: string) => boolean,
) {
  const exported = exportsOf(given);
  const files = countFiles(given, new Set(exported.map(({ name }) => name)));
  return exported
    .filter(({ source, name }) => (files.get(name) ?? 0) < 2 && !isExcused(source, name))
    .map(({ source, name }) => `${source.file}: ${name}`);
}

test("what no other file uses is not exported, so that what is exported can be trusted to be used", () => {
  expect(exportsOf(sources).length).toBeGreaterThan(1000);
  expect(findUnused(sources, () => false)).toEqual([]);
});

test("what tests alone use stands in test/, so that what they prove is what runs", () => {
  const isUsedAtHome = ({ text }: Source, name: string) =>
    (text.match(/[\w$]+/g) ?? []).filter((word) => word === name).length > 1;
  expect(exportsOf(withoutTests).length).toBeGreaterThan(1000);
  expect(findUnused(withoutTests, isUsedAtHome)).toEqual([]);
});
