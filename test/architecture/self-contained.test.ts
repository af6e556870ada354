import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listFiles, ROOT } from "../support/source-files.ts";

/** The repository is read by people who have nothing else: it must not speak of folders beside it. */
const OUTSIDE = [/(?<![\w.])\/work\//, /\.\.\/shared\/(?!\w+\.tsx?")/];

const TEXT = /\.(md|ts|tsx|js|mjs|css|json|toml|yml|prisma|sql|html|liquid)$/;
/** Where the real histories are looked for, and where absent do no harm. */
const EXEMPT = new Set(["test/support/shared-data.ts", "test/architecture/self-contained.test.ts"]);

test("no file speaks of a folder outside the repository", () => {
  const found = listFiles()
    .filter((file) => TEXT.test(file) && !EXEMPT.has(file) && file !== "package-lock.json")
    .flatMap((file) =>
      withoutImports(readFileSync(join(ROOT, file), "utf8"))
        .split("\n")
        .flatMap((line, index) =>
          OUTSIDE.some((pattern) => pattern.test(line))
            ? [`${file}:${index + 1} ${line.trim()}`]
            : [],
        ),
    );
  expect(found).toEqual([]);
});

/** A neighbouring folder may well be called shared. */
function withoutImports(text: string): string {
  return text.replaceAll(/(from|import\()\s*"[^"]*"/g, "$1");
}
