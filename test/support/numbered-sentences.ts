import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");

/** The lines of a document. The formatter pads tables: runs of blanks say nothing. */
export const readDocument = (path: string): string[] =>
  readFileSync(join(repository, path), "utf8")
    .split("\n")
    .map((line) => line.replace(/ +/g, " "));

/**
 * Two tests: that every numbered sentence of a document is the name of a test in the given folders, and that the
 * sentences are numbered from 1 without a gap.
 * @param folders from the repository's root, with all that is below them
 * @param atLeast how many sentences are known to be there, so that none are lost by another way of writing
 */
export function testNumberedSentences(input: {
  document: string;
  what: string;
  folders: readonly string[];
  atLeast: number;
}): void {
  const { document, what, folders, atLeast } = input;
  const rules = readDocument(document).flatMap((line) => {
    const [, number, sentence] = /^(\d+)\. (.+)$/.exec(line) ?? [];
    return sentence === undefined ? [] : [{ number: Number(number), sentence }];
  });
  const sources = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => readFileSync(join(repository, folder, name), "utf8")),
  );

  test(`Every ${what} has a test of its name.`, () => {
    expect(rules.length).toBeGreaterThanOrEqual(atLeast);
    const isTested = (sentence: string): boolean =>
      // A test that is skipped or still to do is written test.skip(…) or test.todo(…): no match.
      sources.some((source) =>
        ["() => {", "async () => {"].some((body) =>
          source.includes(`\ntest(${JSON.stringify(sentence)}, ${body}`),
        ),
      );
    expect(rules.map((rule) => rule.sentence).filter((sentence) => !isTested(sentence))).toEqual(
      [],
    );
  });

  test(`The numbers of each ${what} run from 1 without a gap.`, () => {
    expect(rules.map((rule) => rule.number)).toEqual(rules.map((_, index) => index + 1));
  });
}
