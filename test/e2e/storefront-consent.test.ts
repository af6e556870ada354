import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useBrowser } from "../support/browser.ts";
import {
  answerBanner,
  changeConsent,
  letPass,
  openPage,
  readKept,
  startStorefrontWorld,
  untilSent,
  untilStarted,
} from "../support/storefront-world.ts";
import type { StorefrontWorld } from "../support/storefront-world.ts";

const browser = useBrowser();
let world: StorefrontWorld;
let visitor: BrowserContext;

beforeAll(async () => {
  world = await startStorefrontWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.requests.length = 0;
  visitor = await browser.newVisitor();
});

const productUrl = (): string => `${world.store}/products/blue-mug`;

/** What came by the app proxy, by whatever path; webhooks are Shopify's. */
const sentByBrowser = (): [path: string, body: string][] =>
  world.requests
    .filter(({ url }) => url.pathname.startsWith("/proxy"))
    .map(({ url, body }) => [url.pathname, body]);

/** What a shopper does who looks at a product from all sides. */
async function lookAround(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Size guide" }).click();
  await page.locator("#size-guide").getByRole("button", { name: "Close" }).click();
  await page.mouse.wheel(0, 2000);
  await letPass(page, 35_000);
}

async function storageOf(page: Page): Promise<{ local: string[]; session: string[] }> {
  return page.evaluate(() => ({
    local: Object.keys(localStorage).filter((key) => !key.startsWith("consent ")),
    session: Object.keys(sessionStorage),
  }));
}

describe("without consent", () => {
  test.each(["no answer", "Decline"] as const)(
    "%s: nothing is stored and nothing is sent, whatever the shopper does",
    async (answer) => {
      const page = await openPage(visitor, productUrl());
      if (answer !== "no answer") await answerBanner(page, answer);
      await lookAround(page);
      await page.goto(`${world.store}/cart`);
      await untilStarted(page);
      await letPass(page, 10_000);
      expect(await storageOf(page)).toEqual({ local: [], session: [] });
      const names = (await visitor.cookies()).map(({ name }) => name);
      expect(names.filter((name) => !["cart", "customer_id"].includes(name))).toEqual([]);
      await page.close({ runBeforeUnload: true });
      expect(world.requests).toEqual([]);
    },
  );

  test("what Shopify cannot tell is not allowed", async () => {
    // A theme whose Shopify scripts were blocked or removed.
    await visitor.route("**/dev-store/storefront.js", (route) => route.fulfill({ body: "" }));
    const page = await visitor.newPage();
    await page.clock.install();
    await page.goto(productUrl());
    await letPass(page, 10_000);
    expect(await storageOf(page)).toEqual({ local: [], session: [] });
    expect(world.requests).toEqual([]);
  });

  test("a consent interface that fails to load leaves what is kept as it is", async () => {
    const page = await openPage(visitor, productUrl());
    await answerBanner(page, "Allow");
    await untilStarted(page);
    const before = await readKept(page);
    await visitor.route("**/dev-store/storefront.js", (route) =>
      route.fulfill({ body: "window.Shopify = { loadFeatures: (_, done) => done(new Error()) };" }),
    );
    await page.goto(productUrl());
    await letPass(page, 1_000);
    expect((await readKept(page))?.["clientId"]).toBe(before?.["clientId"]);
  });

  test("a page without the block's context, or with a broken one, hears nothing of the script", async () => {
    for (const context of ["", "{", "null"]) {
      await visitor.route(productUrl(), async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replace(
          /(id="kindling-context">)[\s\S]*?(<\/script>)/,
          context === "" ? "id='none'>$2" : `$1${context}$2`,
        );
        await route.fulfill({ response: answer, body });
      });
      const page = await visitor.newPage();
      await page.goto(productUrl());
      await page.waitForTimeout(100);
      expect(await storageOf(page)).toEqual({ local: [], session: [] });
      await visitor.unroute(productUrl());
    }
  });
});

describe("with consent", () => {
  test("the page on which it is given counts, from that instant", async () => {
    const page = await openPage(visitor, productUrl());
    await letPass(page, 20_000);
    const before = await page.evaluate(() => Date.now());
    await answerBanner(page, "Allow");
    await letPass(page, 6_000);
    const viewed = await untilSent(world, "product_viewed");
    expect(Date.parse(viewed.occurredAt)).toBeGreaterThanOrEqual(before);
    const [batch] = world.batches();
    expect(batch?.consent).toEqual({ analytics: true, marketing: true });
    expect(batch?.events.map(({ kind }) => kind)).toEqual(["page_viewed", "product_viewed"]);
  });

  test("to analytics alone, marketing is said to be refused", async () => {
    const page = await openPage(visitor, productUrl());
    await changeConsent(page, true);
    await letPass(page, 6_000);
    await untilSent(world, "page_viewed");
    expect(world.batches()[0]?.consent).toEqual({ analytics: true, marketing: false });
  });

  test("given before, it needs no further word", async () => {
    const first = await openPage(visitor, `${world.store}/`);
    await answerBanner(first, "Allow");
    await first.close();
    await openPage(visitor, productUrl()).then((page) => letPass(page, 6_000));
    await untilSent(world, "product_viewed");
  });

  test("where storage is forbidden, the page is told of all the same", async () => {
    await visitor.addInitScript(() => {
      if (location.protocol === "about:") return;
      const storage = window.localStorage;
      Object.defineProperty(window, "localStorage", {
        get() {
          // The theme's own scripts may use it, also when ours calls them: only ours is forbidden to.
          if (new Error().stack?.split("\n")[2]?.includes("kindling.js"))
            throw new DOMException("", "SecurityError");
          return storage;
        },
      });
    });
    const page = await openPage(visitor, productUrl());
    await answerBanner(page, "Allow");
    await letPass(page, 6_000);
    await untilSent(world, "product_viewed");
    expect(await storageOf(page)).toEqual({ local: [], session: [] });
  });

  test("where storage is full, the page is told of all the same", async () => {
    const page = await openPage(visitor, productUrl());
    await page.evaluate(() => {
      for (let size = 5_000_000; size > 0; size = Math.floor(size / 2))
        try {
          for (;;) localStorage.setItem(`full ${size} ${Math.random()}`, "x".repeat(size));
        } catch {
          // Not even this much is left.
        }
    });
    // The choice itself finds no room either; it is kept elsewhere on Shopify.
    await page.evaluate(() => {
      const shopify = Reflect.get(window, "Shopify");
      shopify.customerPrivacy = {
        analyticsProcessingAllowed: () => true,
        marketingAllowed: () => false,
      };
      document.dispatchEvent(new CustomEvent("visitorConsentCollected"));
    });
    await letPass(page, 6_000);
    await untilSent(world, "product_viewed");
  });
});

describe("withdrawn", () => {
  test("everything is removed, and what was not sent never is", async () => {
    const page = await openPage(visitor, productUrl());
    await answerBanner(page, "Allow");
    await untilStarted(page);
    const kept = await readKept(page);
    expect(kept).toMatchObject({ events: [{}, {}] });
    await changeConsent(page, false);
    expect(await storageOf(page)).toEqual({ local: [], session: [] });
    await lookAround(page);
    await page.locator("[data-product-form] button").click();
    await letPass(page, 10_000);
    expect(await storageOf(page)).toEqual({ local: [], session: [] });
    await page.goto(`${world.store}/`);
    await untilStarted(page);
    await letPass(page, 10_000);
    // The one thing that is said: whose browser it was, so that what the app may have of it goes as well.
    expect(sentByBrowser()).toEqual([
      ["/proxy/withdrawal", JSON.stringify({ clientId: kept?.["clientId"] })],
    ]);
  });

  test("while the app does not answer, it is told once, and the theme hears nothing of it", async () => {
    world.answer = (_request, response) => response.writeHead(503).end();
    browser.expectError(/503/);
    const page = await openPage(visitor, productUrl());
    await answerBanner(page, "Allow");
    await untilStarted(page);
    await changeConsent(page, false);
    await changeConsent(page, false);
    await letPass(page, 60_000);
    expect(await storageOf(page)).toEqual({ local: [], session: [] });
    expect(sentByBrowser()).toEqual([["/proxy/withdrawal", expect.stringContaining("clientId")]]);
    world.answer = (_request, response) => response.writeHead(204).end();
  });

  test("while a batch is on its way, its answer keeps nothing", async () => {
    let answer: (() => void) | undefined;
    world.answer = (_request, response) => {
      answer = () => response.writeHead(503).end();
    };
    browser.expectError(/503/);
    const page = await openPage(visitor, productUrl());
    await answerBanner(page, "Allow");
    await page.clock.runFor(6_000);
    await untilSent(world, "product_viewed");
    await changeConsent(page, false);
    answer?.();
    await letPass(page, 10_000);
    expect(await storageOf(page)).toEqual({ local: [], session: [] });
    world.answer = (_request, response) => response.writeHead(204).end();
  });

  test("in another tab, this one stops as well", async () => {
    const page = await openPage(visitor, productUrl());
    await answerBanner(page, "Allow");
    await letPass(page, 6_000);
    await untilSent(world, "product_viewed");
    const other = await openPage(visitor, `${world.store}/`);
    world.requests.length = 0;
    await changeConsent(other, false);
    await page.bringToFront();
    await lookAround(page);
    expect(await storageOf(page)).toEqual({ local: [], session: [] });
    expect(world.batches()).toEqual([]);
    expect(sentByBrowser()).toEqual([["/proxy/withdrawal", expect.stringContaining("clientId")]]);
  });

  test("and given again, the browser gets another name, and the page is told anew", async () => {
    const page = await openPage(visitor, productUrl());
    await answerBanner(page, "Allow");
    await untilStarted(page);
    const before = await readKept(page);
    await changeConsent(page, false);
    await changeConsent(page, true);
    await letPass(page, 6_000);
    await untilSent(world, "product_viewed");
    const [batch] = world.batches();
    expect(batch?.clientId).not.toBe(before?.["clientId"]);
    expect(batch?.events.map(({ kind }) => kind)).toEqual(["page_viewed", "product_viewed"]);
  });
});

describe("in the theme editor", () => {
  test("the script is not even loaded, and one that is loaded does nothing", async () => {
    const first = await openPage(visitor, `${world.store}/`);
    await answerBanner(first, "Allow");
    await letPass(first, 6_000);
    await untilSent(world, "page_viewed");
    await first.close();
    world.requests.length = 0;

    const page = await visitor.newPage();
    await page.clock.install();
    await page.goto(`${productUrl()}?design_mode`);
    expect(await page.locator("script[src*='kindling.js']").count()).toBe(0);
    await page.addInitScript(() => {
      document.addEventListener("readystatechange", () => {
        Reflect.get(window, "Shopify").designMode = true;
      });
    });
    await page.goto(productUrl());
    expect(await page.locator("script[src*='kindling.js']").count()).toBe(1);
    await letPass(page, 10_000);
    expect(world.batches()).toEqual([]);
  });
});
