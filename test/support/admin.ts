import type { FrameLocator, Page } from "playwright-core";
import type { AppWorld } from "./app-world.ts";
import type { TestBrowser } from "./browser.ts";

const PHONE = { width: 390, height: 844 };

/** The app as a merchant sees it: a page of the dev store's admin, and the app in its frame. */
export interface OpenedApp {
  page: Page;
  app: FrameLocator;
}

/** Opens a page of the app inside the admin of the shop of that name. */
export async function openInAdmin(
  world: Pick<AppWorld, "devStore">,
  browser: TestBrowser,
  at: { shop: string; path?: string; isPhone?: boolean },
): Promise<OpenedApp> {
  const page = await browser.newPage();
  if (at.isPhone === true) await page.setViewportSize(PHONE);
  await page.goto(`${world.devStore.url}/store/${at.shop}/apps/kindling${at.path ?? ""}`);
  const app = page.frameLocator("#app-frame");
  await app.getByRole("heading", { level: 1 }).waitFor();
  return { page, app };
}

export const isTooWide = (app: FrameLocator): Promise<boolean> =>
  app.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
