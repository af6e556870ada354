import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { ROOT } from "./source-files.ts";

/** Those that take a minute and more, whatever the size of the file, by which others go. */
const LONGEST: readonly string[] = [
  "test/e2e/chaos.test.ts",
  "test/e2e/segments.test.ts",
  "test/e2e/scoring.test.ts",
  "test/e2e/replay.test.ts",
  "test/e2e/page-states.test.ts",
  "test/e2e/live.test.ts",
  "test/integration/app/after-restore.test.ts",
  "test/integration/app/build-kills.test.ts",
];

/** Begins what takes longest: begun last, it would have one of two cores do nothing at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = LONGEST.find((file) => !existsSync(join(ROOT, file)));
    if (gone !== undefined) throw new Error(`${gone} is not there: name what takes long now`);
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.indexOf(relative(ROOT, moduleId));
      return place === -1 ? LONGEST.length : place;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
