import type { Page } from "playwright-core";
import { expectAccessible } from "./axe.ts";
import { isTooWide, type OpenedApp } from "./admin.ts";
import type { TestBrowser } from "./browser.ts";

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Of the admin around the frame, at both widths. */
const CHROME = 200;
const MOST_HEIGHT = 6000;
/** Where nobody watches nobody looks at pictures, and they take a third as long as what is tested with them. */
const IS_LOOKED_AT = process.env["CI"] === undefined;

/** The app's own requests for a page's data while one moves inside it. */
const isData = (url: URL): boolean => url.searchParams.has("_data");

/** Lets every request for a page's data wait until the answer is called: a page that is still loading. */
export async function holdData(page: Page): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(isData, async (route) => {
    await released;
    await route.continue().catch(() => {}); // the page went on without it
  });
  return release;
}

/** Answers every request for a page's data with a fault, as a server does that lost its database. */
export async function failData(page: Page): Promise<void> {
  await page.route(isData, (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/json",
      headers: { "x-remix-error": "yes" },
      body: JSON.stringify({ message: "Unexpected Server Error" }),
    }),
  );
}

/**
 * Takes a picture of a page's state at both widths, and fails where axe finds something or the page scrolls sideways.
 * The pictures are NAME-1280 and NAME-390; in CI there are none.
 */
export async function lookAt(
  browser: TestBrowser,
  { page, app }: OpenedApp,
  name: string,
): Promise<void> {
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    // The frame lays itself out anew.
    await page.waitForTimeout(150);
    await expectAccessible(app);
    if (await isTooWide(app)) throw new Error(`${name} scrolls sideways at ${viewport.width} px`);
    if (!IS_LOOKED_AT) continue;
    // The frame scrolls, not the page: it is made as high as what it holds.
    const height = await app.locator("html").evaluate((html) => html.scrollHeight);
    await page.setViewportSize({ ...viewport, height: Math.min(MOST_HEIGHT, height + CHROME) });
    await browser.screenshot(page, `${name}-${viewport.width}`);
  }
  await page.setViewportSize(DESKTOP);
}
