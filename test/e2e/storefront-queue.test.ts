import type { ServerResponse } from "node:http";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useBrowser } from "../support/browser.ts";
import {
  answerBanner,
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
let productUrl: string;

const take = (_request: unknown, response: ServerResponse): void => {
  response.writeHead(204).end();
};

beforeAll(async () => {
  world = await startStorefrontWorld();
  productUrl = `${world.store}/products/blue-mug`;
});
afterAll(() => world.close());
beforeEach(async () => {
  world.requests.length = 0;
  world.answer = take;
  visitor = await browser.newVisitor();
});

const kinds = (): string[] => world.events().map(({ kind }) => kind);

async function waitingOf(page: Page): Promise<unknown[]> {
  const events = (await readKept(page))?.["events"];
  return Array.isArray(events) ? events : [];
}

describe("what could not be sent", () => {
  test("survives a reload and is sent once, when the network is back", async () => {
    browser.expectError(/ERR_(FAILED|INTERNET_DISCONNECTED)/);
    await visitor.route("**/apps/kindling/events", (route) => route.abort());
    const page = await openPage(visitor, productUrl);
    await answerBanner(page, "Allow");
    await letPass(page, 6_000);
    await expect.poll(async () => (await readKept(page))?.["retryAt"]).toBeGreaterThan(0);
    await page.reload();
    await untilStarted(page);
    expect(world.batches()).toEqual([]);
    expect(await waitingOf(page)).toHaveLength(4);

    await visitor.unroute("**/apps/kindling/events");
    await letPass(page, 10_000);
    await expect
      .poll(kinds)
      .toEqual(["page_viewed", "product_viewed", "page_viewed", "product_viewed"]);
    await expect.poll(() => waitingOf(page)).toEqual([]);
    await letPass(page, 10_000);
    expect(world.batches()).toHaveLength(1);
  });

  test("stays when the page is left without a network", async () => {
    browser.expectError(/ERR_(FAILED|INTERNET_DISCONNECTED)/);
    const page = await openPage(visitor, productUrl);
    await answerBanner(page, "Allow");
    await untilStarted(page);
    await visitor.setOffline(true);
    await page.goto("about:blank");
    await visitor.setOffline(false);
    // No browser says whether a beacon arrived, so none is trusted with them.
    const next = await openPage(visitor, `${world.store}/`);
    expect(await waitingOf(next)).toHaveLength(3);
    await letPass(next, 10_000);
    await expect.poll(() => waitingOf(next)).toEqual([]);
    expect(kinds()).toEqual(expect.arrayContaining(["product_viewed"]));
  });

  test.each([429, 503])(
    "is not tried again before the time that a %s names, on any page",
    async (status) => {
      browser.expectError(new RegExp(String(status)));
      world.answer = (_request, response) =>
        response.writeHead(status, { "retry-after": "120" }).end();
      const page = await openPage(visitor, productUrl);
      await answerBanner(page, "Allow");
      await letPass(page, 6_000);
      await untilSent(world, "product_viewed");
      await expect.poll(async () => (await readKept(page))?.["retryAt"]).toBeGreaterThan(0);
      world.answer = take;
      await letPass(page, 60_000);
      await page.goto(`${world.store}/`);
      await untilStarted(page);
      await letPass(page, 30_000);
      expect(world.batches()).toHaveLength(1);
      await letPass(page, 45_000);
      await expect.poll(() => world.batches().length).toBe(2);
    },
  );

  test("is given up when Kindling refuses it", async () => {
    browser.expectError(/400/);
    world.answer = (_request, response) => response.writeHead(400).end();
    const page = await openPage(visitor, productUrl);
    await answerBanner(page, "Allow");
    await letPass(page, 6_000);
    await untilSent(world, "product_viewed");
    await expect.poll(() => waitingOf(page)).toEqual([]);
    await letPass(page, 20_000);
    expect(world.batches()).toHaveLength(1);
  });

  test("goes in batches that Kindling takes, without what is older than a week", async () => {
    const page = await openPage(visitor, productUrl);
    await answerBanner(page, "Allow");
    await untilStarted(page);
    // An address without the script, which would send on leaving.
    await page.goto(`${world.store}/cart.js`);
    await page.evaluate(() => {
      const state = JSON.parse(localStorage.getItem("kindling") ?? "");
      const event = (ageMs: number, index: number) => ({
        kind: "page_viewed",
        occurredAt: new Date(Date.now() - ageMs - index).toISOString(),
        path: `/pages/${index}`,
      });
      const old = Array.from({ length: 10 }, (_, index) => event(8 * 86_400_000, index));
      const recent = Array.from({ length: 120 }, (_, index) => event(3_600_000, index));
      state.events = [...old, ...recent, ...state.events];
      localStorage.setItem("kindling", JSON.stringify(state));
    });
    world.requests.length = 0;
    await page.goto(productUrl);
    await untilStarted(page);
    await letPass(page, 30_000);
    await expect
      .poll(() => world.batches().map(({ events }) => events.length))
      .toEqual([50, 50, 22]);
  });

  test("of the page that is left is sent by it", async () => {
    const page = await openPage(visitor, productUrl);
    await answerBanner(page, "Allow");
    await untilStarted(page);
    await page.close({ runBeforeUnload: true });
    await expect.poll(kinds).toEqual(["page_viewed", "product_viewed"]);
    const next = await openPage(visitor, `${world.store}/`);
    expect(await waitingOf(next)).toHaveLength(1);
  });
});

describe("who is meant", () => {
  const logIn = (customerId: string): Promise<void> =>
    visitor.addCookies([{ name: "customer_id", value: customerId, url: `${world.store}/` }]);
  const clientOf = async (page: Page): Promise<unknown> => (await readKept(page))?.["clientId"];

  test("another customer in the same browser is another client, and inherits nothing unsent", async () => {
    const [ada, ben] = ["Ada", "Ben"].map(
      (firstName) => world.shop.createCustomer({ firstName }).id,
    );
    await world.devStore.webhooks.idle();
    world.requests.length = 0;
    const page = await openPage(visitor, `${world.store}/`);
    await answerBanner(page, "Allow");
    await untilStarted(page);
    const anonymous = await clientOf(page);

    // Whoever logs in was here all along.
    await logIn(ada ?? "");
    await page.goto(`${world.store}/`);
    await untilStarted(page);
    expect(await clientOf(page)).toBe(anonymous);

    // Ada's last page is not sent: its beacon is lost, as on a phone that is put away.
    await page.evaluate(() => {
      navigator.sendBeacon = () => false;
      window.fetch = () => new Promise(() => undefined);
    });
    await logIn(ben ?? "");
    await page.goto(productUrl);
    await untilStarted(page);
    expect(await clientOf(page)).not.toBe(anonymous);
    await letPass(page, 6_000);
    await untilSent(world, "product_viewed");
    const told = world.requests
      .filter(({ url }) => url.pathname === "/proxy/events")
      .map(({ url, body }) => [
        url.searchParams.get("logged_in_customer_id"),
        JSON.parse(body).clientId === anonymous,
      ]);
    expect(told).toEqual([
      [ada, true],
      [ben, false],
    ]);
  });

  test("logging out and in again as the same customer changes nothing", async () => {
    const { id } = world.shop.createCustomer({ firstName: "Cleo" });
    await logIn(id);
    const page = await openPage(visitor, `${world.store}/`);
    await answerBanner(page, "Allow");
    await untilStarted(page);
    const before = await clientOf(page);
    for (const customerId of ["", id]) {
      await logIn(customerId);
      await page.goto(`${world.store}/`);
      await untilStarted(page);
      expect(await clientOf(page)).toBe(before);
    }
  });

  test("half an hour without a word begins a new session of the same client", async () => {
    const page = await openPage(visitor, `${world.store}/?utm_source=instagram`);
    await answerBanner(page, "Allow");
    await untilStarted(page);
    const before = await readKept(page);
    await letPass(page, 6_000);
    await page.clock.fastForward(31 * 60_000);
    // The same address again: within the session it was no new visit, now it is.
    await page.reload();
    await untilStarted(page);
    const after = await readKept(page);
    expect(after?.["clientId"]).toBe(before?.["clientId"]);
    expect(after?.["sessionId"]).not.toBe(before?.["sessionId"]);
    await page.reload();
    await untilStarted(page);
    await page.goto("about:blank");
    await expect.poll(() => kinds().filter((kind) => kind === "page_viewed")).toHaveLength(3);
    expect(kinds().filter((kind) => kind === "channel_visited")).toHaveLength(2);
  });
});
