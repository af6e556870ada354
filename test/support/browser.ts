import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchBrowser, USER_AGENT } from "./launch-browser.ts";

const SCREENSHOTS = fileURLToPath(new URL("../../.kindling/screenshots/", import.meta.url));

export interface TestBrowser {
  /** A new page in the file's browser, closed after the test. Its console errors fail the test. */
  newPage(): Promise<Page>;
  /** Somebody who was never here: without cookies and storage. Watched and closed as above, with all pages. */
  newVisitor(): Promise<BrowserContext>;
  /** For the running test: an error whose text matches is no failure. */
  expectError(pattern: RegExp): void;
  /** A picture of the whole page in .kindling/screenshots; answers its path. */
  screenshot(page: Page, name: string): Promise<string>;
}

/** Gives the test file that calls it, at its top, one browser, started before its first test. */
export function useBrowser(options: { width?: number; height?: number } = {}): TestBrowser {
  const viewport = { width: options.width ?? 1280, height: options.height ?? 900 };
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  let visitors: BrowserContext[] = [];
  let errors: string[] = [];
  let expected: RegExp[] = [];

  const open = async (): Promise<BrowserContext> => {
    if (browser === undefined) throw new Error("the browser is there from beforeAll on");
    const opened = await browser.newContext({ viewport, userAgent: USER_AGENT });
    opened.on("page", watch);
    return opened;
  };
  const watch = (page: Page): void => {
    page.on("pageerror", (error) => errors.push(`uncaught: ${error.message}`));
    page.on("console", (message) => {
      const { url } = message.location();
      if (message.type() === "error") errors.push(`${message.text()} (${url})`);
    });
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    context = await open();
  });
  afterEach(async () => {
    await Promise.all((context?.pages() ?? []).map((page) => page.close()));
    // A test that chose another language leaves the next one in English.
    await context?.clearCookies({ name: "staff_locale" });
    await Promise.all(visitors.map((visitor) => visitor.close()));
    visitors = [];
    const unexpected = errors.filter((text) => !expected.some((pattern) => pattern.test(text)));
    errors = [];
    expected = [];
    expect(unexpected, "errors in the browser").toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  return {
    async newPage() {
      if (context === undefined) throw new Error("the browser is there from beforeAll on");
      return context.newPage();
    },
    async newVisitor() {
      const visitor = await open();
      visitors.push(visitor);
      return visitor;
    },
    expectError: (pattern) => expected.push(pattern),
    async screenshot(page, name) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      const path = `${SCREENSHOTS}${name}.png`;
      await page.screenshot({ path, fullPage: true });
      return path;
    },
  };
}
