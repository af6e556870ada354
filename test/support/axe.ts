import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { FrameLocator } from "playwright-core";
import { expect } from "vitest";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.1, levels A and AA, as axe names its rules' sources. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/** Fails the test for everything in the app's frame that axe finds against WCAG 2.1 AA. */
export async function expectAccessible(app: FrameLocator): Promise<void> {
  const page = app.locator("html");
  const isThere = await page.evaluate((html) => "axe" in (html.ownerDocument.defaultView ?? {}));
  const violations = await page.evaluate(
    async (html, { source, tags }) => {
      const page = html.ownerDocument.defaultView as Window & {
        axe?: { run(context: Document, options: object): Promise<AxeResults> };
        eval(code: string): void;
      };
      if (source !== null) page.eval(source);
      const found = await page.axe?.run(html.ownerDocument, {
        runOnly: { type: "tag", values: tags },
        // What is in order is not described element by element, which takes most of the time.
        resultTypes: ["violations"],
      });
      return (found?.violations ?? []).map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.slice(0, 5).map((node) => node.target.join(" ")),
      }));
    },
    { source: isThere ? null : AXE, tags: RULES },
  );
  expect(violations, "what axe finds").toEqual([]);
}
