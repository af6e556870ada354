import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listSources, ROOT } from "../support/source-files.ts";

/** What Remix, ESLint and Vitest ask for by name. */
const ASKED_FOR =
  /^(app\/(routes\/|root\.tsx|entry\.)|test\/architecture\/import-rules|test\/support\/longest-first)/;
const EXPORTED = /^export (?:async )?(?:const|function\*?|class) ([\w$]+)/gm;

const texts = new Map(
  listSources("app", "bench", "dev-store", "extensions", "scripts", "test").map((file) => [
    file,
    readFileSync(join(ROOT, file), "utf8"),
  ]),
);

/** In how many files each word stands that some file exports. */
function countFiles(words: ReadonlySet<string>): Map<string, number> {
  const files = new Map<string, number>();
  for (const text of texts.values()) {
    const found = new Set(text.match(/[\w$]+/g));
    for (const word of found) if (words.has(word)) files.set(word, (files.get(word) ?? 0) + 1);
  }
  return files;
}

test("what no other file uses is not exported, so that what is exported can be trusted to be used", () => {
  const exported = [...texts]
    .filter(([file]) => !ASKED_FOR.test(file))
    .flatMap(([file, text]) =>
      [...text.matchAll(EXPORTED)].map(([, name = ""]) => ({ file, name })),
    );
  const files = countFiles(new Set(exported.map(({ name }) => name)));
  const unused = exported.filter(({ name }) => (files.get(name) ?? 0) < 2);
  expect(exported.length).toBeGreaterThan(1000);
  expect(unused.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
