import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "vitest";

/** Real order histories, kept beside the repository and never in it: most may not be published again. */
const FOLDER = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** The path of one of the real histories, undefined where this machine does not have it. */
export function findSharedData(name: string): string | undefined {
  const file = `${FOLDER}${name}`;
  return existsSync(file) ? file : undefined;
}

/**
 * A test on a real history. Where the file is absent the test is skipped, and its name says why.
 *
 *     testWithSharedData("cdnow_sample.csv.gz", "every customer is read", async (file) => { ... });
 */
export function testWithSharedData(
  name: string,
  title: string,
  body: (file: string) => void | Promise<void>,
  timeoutMs?: number,
): void {
  const file = findSharedData(name);
  if (file === undefined) {
    process.stderr.write(`skipped: "${title}" needs ${name}, which is not on this machine\n`);
    test.skip(`${title} (skipped: ${name} is not on this machine)`, () => {});
  } else {
    test(title, () => body(file), timeoutMs);
  }
}
