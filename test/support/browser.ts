import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { findBrowser } from "./browser-binary.ts";

const SCREENSHOTS = fileURLToPath(new URL("../../.kindling/screenshots/", import.meta.url));

const ARGUMENTS = [
  // Tests may run as root, and the pages are the repository's own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--no-default-browser-check",
  // Without these the browser looks for its maker's servers at every start.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
];

export interface TestBrowser {
  /** A new page in the file's browser, closed after the test. Its console errors fail the test. */
  newPage(): Promise<Page>;
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
  let errors: string[] = [];
  let expected: RegExp[] = [];

  beforeAll(async () => {
    browser = await launch();
    const userAgent = desktopUserAgent(browser.version());
    context = await browser.newContext({ viewport, userAgent });
  });
  afterEach(async () => {
    await Promise.all((context?.pages() ?? []).map((page) => page.close()));
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
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(`uncaught: ${error.message}`));
      page.on("console", (message) => {
        const { url } = message.location();
        if (message.type() === "error") errors.push(`${message.text()} (${url})`);
      });
      return page;
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

async function launch(): Promise<Browser> {
  const { executablePath, env } = findBrowser();
  return chromium.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, ...env } });
}

/** That of a person's browser: Shopify's library answers 410 to one that calls itself headless. */
function desktopUserAgent(version: string): string {
  const major = version.split(".")[0];
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}
