import type { FrameLocator, Page } from "playwright-core";
import { vi } from "vitest";
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
  await untilAlive(app);
  return { page, app };
}

/**
 * Until the page answers: what is chosen in one that is only drawn is lost, and on a busy machine that lasts seconds. React marks
 * an element as its own before it takes the page over, and listens, to the admin's links too, after that: in effects, which run
 * before the page has nothing to do.
 */
export async function untilAlive(app: FrameLocator): Promise<void> {
  await app.getByRole("heading", { level: 1 }).first().waitFor();
  const document = app.locator("html");
  await vi.waitUntil(() => document.evaluate(isTakenOver), { timeout: 30_000, interval: 50 });
  await document.evaluate(
    () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 })),
  );
}

/** Runs in the page, so that it sees nothing around it. */
function isTakenOver(html: Element): boolean {
  const root: unknown = Object.entries(html.ownerDocument).find(([name]) =>
    name.startsWith("__reactContainer"),
  )?.[1];
  const { stateNode } = (root ?? {}) as {
    stateNode?: { current: { memoizedState: { isDehydrated: boolean } | null } };
  };
  return stateNode?.current.memoizedState?.isDehydrated === false;
}

/** Inside the app, as the browser's own buttons do it, since not every page has a link to every other. */
export const goTo = ({ app }: OpenedApp, path: string): Promise<void> =>
  app.locator("html").evaluate((html, to) => {
    const view = html.ownerDocument.defaultView;
    view?.history.pushState(null, "", to);
    view?.dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, path);

/** Until the app is at a page to which it went, with all that the server says of it. */
export const untilThere = ({ app }: OpenedApp, path: string): Promise<boolean> =>
  vi.waitUntil(
    () =>
      app.locator("html").evaluate((html, to) => {
        const { __remixRouter: router } = html.ownerDocument.defaultView as unknown as {
          __remixRouter: {
            state: {
              location: { pathname: string; search: string };
              navigation: { state: string };
            };
          };
        };
        const { location, navigation } = router.state;
        return navigation.state === "idle" && location.pathname + location.search === to;
      }, path),
    { timeout: 20_000, interval: 30 },
  );

export const isTooWide = (app: FrameLocator): Promise<boolean> =>
  app.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
