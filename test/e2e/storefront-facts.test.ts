import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseBrowseBatch } from "../../app/pipeline/capture/parse-storefront-batch.ts";
import { KINDS } from "../../extensions/storefront-source/wire.ts";
import type { Kind } from "../../extensions/storefront-source/wire.ts";
import { useBrowser } from "../support/browser.ts";
import { checkOut } from "../support/check-out.ts";
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

beforeAll(async () => {
  world = await startStorefrontWorld();
  productUrl = `${world.store}/products/blue-mug`;
});
afterAll(() => world.close());
beforeEach(async () => {
  world.requests.length = 0;
  world.shop.changeTheme({
    appEmbeds: { kindling: { isActive: true } },
    standardEvents: false,
    cartWithoutReload: true,
  });
  visitor = await browser.newVisitor();
});

/** Opens a page as somebody who has agreed. */
async function visit(url: string): Promise<Page> {
  const page = await openPage(visitor, url);
  if (await page.locator("#consent").isVisible()) await answerBanner(page, "Allow");
  return page;
}

async function goOn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await untilStarted(page);
}

/** Sends what waits by leaving the page, and gives the kinds of all that was told. */
async function leave(page: Page): Promise<Kind[]> {
  const kept = await readKept(page);
  const waiting = Array.isArray(kept?.["events"]) ? kept["events"].length : 0;
  const sent = world.events().length;
  await page.goto("about:blank");
  await expect.poll(() => world.events().length, { timeout: 5_000 }).toBe(sent + waiting);
  return world.events().map(({ kind }) => kind);
}

/** The theme's cart drawer is open once the cart has changed; the script looks at the cart soon after. */
async function addToCart(page: Page): Promise<void> {
  await page.locator("[data-product-form] button").click();
  await page.locator("#cart-drawer").waitFor();
  await untilCartIsSeen(page);
}

async function untilCartIsSeen(page: Page): Promise<void> {
  const isSeen = page.waitForResponse(/\/cart\.js$/);
  await page.clock.runFor(600);
  await isSeen;
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
}

describe.each([
  ["by what Liquid and the page itself say", false],
  ["by Shopify's standard storefront events as well, each fact once", true],
])("every kind is told, %s", (_how, standardEvents) => {
  test("and Kindling takes every event", { timeout: 60_000 }, async () => {
    world.shop.changeTheme({ standardEvents });
    const page = await visitor.newPage();
    await page.clock.install();
    const query = "utm_source=klaviyo&utm_medium=email&utm_campaign=autumn-sale&_kx=secret";
    await page.goto(`${world.store}/?${query}`, { referer: "https://mail.example.com/inbox/1" });
    await untilStarted(page);
    await answerBanner(page, "Allow");
    await goOn(page, `${world.store}/collections/mugs`);
    await goOn(page, `${world.store}/search?q=mug+for+my+secret`);
    await goOn(page, productUrl);
    await page.getByText("Large", { exact: true }).first().click();
    await letPass(page, 500);
    await page.getByRole("img", { name: "Picture 2" }).click();
    await page.getByRole("button", { name: "Size guide" }).click();
    await page.locator("#size-guide").getByRole("button", { name: "Close" }).click();
    await page.getByRole("link", { name: /reviews/ }).click();
    await page.mouse.wheel(0, 4000);
    await letPass(page, 40_000);
    await addToCart(page);
    await goOn(page, `${world.store}/cart`);
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("It is empty").waitFor();
    await untilCartIsSeen(page);
    const told = await leave(page);

    const counts = Object.fromEntries(
      KINDS.map((kind) => [kind, told.filter((each) => each === kind).length]),
    );
    const once = Object.fromEntries(KINDS.map((kind) => [kind, 1]));
    // The drawer is a look into the cart too; only an event can tell of it.
    const cart_viewed = standardEvents ? 2 : 1;
    expect(counts).toEqual({ ...once, page_viewed: 5, cart_viewed });

    const bodies = world.requests.filter(({ url }) => url.pathname === "/proxy/events");
    for (const { body } of bodies) {
      const read = parseBrowseBatch({ body, loggedInCustomerId: null });
      expect(read).toMatchObject({ outcome: "accepted", refused: [] });
      expect(body).not.toMatch(/secret|key=/);
    }
    const [batch] = world.batches();
    const touch = batch?.events.find(({ kind }) => kind === "channel_visited")?.touch;
    const campaign = { source: "klaviyo", medium: "email", campaign: "autumn-sale" };
    expect(touch).toEqual({ ...campaign, clickId: "_kx", referrer: "mail.example.com" });
    const variantId = world.mug.variants[1]?.id;
    const about = { productId: world.mug.id, variantId };
    expect(world.events()).toContainEqual(
      expect.objectContaining({ kind: "product_added_to_cart", ...about }),
    );
    expect(world.events()).toContainEqual(
      expect.objectContaining({ kind: "product_variant_viewed", ...about }),
    );
    const [{ token } = { token: "" }] = [world.batches().at(-1)?.cartToken].map((t) => ({
      token: t,
    }));
    expect(world.shop.cart(token ?? "")).toBeDefined();
  });
});

describe("the cart", () => {
  test("filled by a card's button and an XMLHttpRequest is seen as well", async () => {
    const page = await visit(`${world.store}/collections/all`);
    await page.locator("[data-quick-add] button").click();
    await page.locator("#cart-drawer").waitFor();
    await untilCartIsSeen(page);
    await leave(page);
    const added = world.events().filter(({ kind }) => kind === "product_added_to_cart");
    expect(added).toEqual([expect.objectContaining({ productId: world.bowl.id })]);
  });

  test("filled and emptied by a theme without scripts is told on its own page", async () => {
    world.shop.changeTheme({ cartWithoutReload: false });
    const page = await visit(productUrl);
    await page.locator("[data-product-form] button").click();
    await page.waitForURL(/\/cart$/);
    await untilStarted(page);
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("It is empty").waitFor();
    await untilStarted(page);
    const told = await leave(page);
    expect(told.filter((kind) => kind.endsWith("_cart"))).toEqual([
      "product_added_to_cart",
      "product_removed_from_cart",
    ]);
  });

  test("that declined something was not filled with it", async () => {
    const page = await visit(productUrl);
    browser.expectError(/422/);
    const seen = page.waitForResponse(/\/cart\.js$/);
    await page.evaluate(() => {
      const body = new URLSearchParams({ id: "1" });
      return fetch("/shop/first/cart/add.js", { method: "POST", body }).then((r) => r.text());
    });
    await page.clock.runFor(600);
    await seen;
    expect(await leave(page)).not.toContain("product_added_to_cart");
  });

  test("that was bought was not emptied by hand", async () => {
    const page = await visit(productUrl);
    await addToCart(page);
    await goOn(page, `${world.store}/cart`);
    await checkOut(page, "ada@example.com");
    await goOn(page, `${world.store}/cart`);
    expect(await leave(page)).not.toContain("product_removed_from_cart");
  });

  test("that a page of before shows is not believed", async () => {
    const early = await (await fetch(productUrl)).text();
    const page = await visit(`${world.store}/collections/all`);
    await page.locator("[data-quick-add] button").click();
    await page.locator("#cart-drawer").waitFor();
    await untilCartIsSeen(page);
    // As fetched ahead of its time, when the cart was empty.
    await visitor.route(productUrl, (route) =>
      route.fulfill({ contentType: "text/html", body: early }),
    );
    await goOn(page, productUrl);
    expect(await leave(page)).not.toContain("product_removed_from_cart");
  });
});

describe("standard events", () => {
  const send = (page: Page, name: string, payload: object): Promise<void> =>
    page.evaluate(
      ([type, given]) => {
        document.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), given));
      },
      [`shopify:${name}`, payload] as const,
    );

  test("of cards in a grid are no views of products, of a dialog they are", async () => {
    const page = await visit(`${world.store}/`);
    const product = { id: `gid://shopify/Product/${world.mug.id}` };
    for (const context of ["collection", "search", "recommendation"])
      await send(page, "product:view", { product, selectedVariant: null, context });
    for (let time = 0; time < 2; time += 1)
      await send(page, "product:view", { product, selectedVariant: null, context: "dialog" });
    await leave(page);
    const viewed = world.events().filter(({ kind }) => kind === "product_viewed");
    expect(viewed).toEqual([expect.objectContaining({ productId: world.mug.id })]);
  });

  test("with payloads that are not as documented harm nothing", async () => {
    const page = await visit(productUrl);
    for (const name of ["product:view", "product:select", "search:update", "cart:lines-update"])
      for (const payload of [{}, { product: null, promise: null }, { context: "page", promise: 1 }])
        await send(page, name, payload);
    await page.evaluate(() => {
      const promise = Promise.reject(new Error("the shop declined"));
      // The theme looks after its own promise.
      promise.catch(() => undefined);
      document.dispatchEvent(Object.assign(new Event("shopify:product:select"), { promise }));
    });
    expect(await leave(page)).toEqual(["page_viewed", "product_viewed"]);
  });
});

describe("a product page", () => {
  test("whose address names a variant is a view of that variant", async () => {
    const [, large] = world.mug.variants;
    await leave(await visit(`${productUrl}?variant=${large?.id}`));
    const about = { productId: world.mug.id, variantId: large?.id };
    expect(world.events()).toContainEqual(
      expect.objectContaining({ kind: "product_variant_viewed", ...about }),
    );
    expect(world.events()).toContainEqual(
      expect.objectContaining({ kind: "product_viewed", ...about }),
    );
  });

  test("has parts that the merchant names, and others that are none", async () => {
    const settings = { gallery_selector: ".vendor", size_guide_selector: "## no selector" };
    world.shop.changeTheme({ appEmbeds: { kindling: { isActive: true, settings } } });
    const page = await visit(productUrl);
    // Choosing, counting and another product's card are no looking at pictures.
    await page.getByText("Small", { exact: true }).first().click();
    await page.getByLabel("Quantity").fill("2");
    await page.getByText("Care and delivery").click();
    await letPass(page, 500);
    await page
      .locator("[data-card] a")
      .first()
      .click({ modifiers: ["ControlOrMeta"] });
    await page.bringToFront();
    expect(world.events().map(({ kind }) => kind)).not.toContain("gallery_opened");
    await page.locator(".vendor").click();
    const told = await leave(page);
    expect(told.filter((kind) => kind.endsWith("_opened"))).toEqual(["gallery_opened"]);
    expect(told).not.toContain("product_variant_viewed");
  });

  test("tells Kindling's pixel of the facts that it sees too, and of no others", async () => {
    await visitor.addInitScript(() => {
      document.addEventListener("DOMContentLoaded", () => {
        if (location.protocol === "about:") return;
        const published: unknown[] = [];
        Reflect.set(window, "published", published);
        Reflect.get(window, "Shopify").analytics = {
          publish: (...given: unknown[]) => published.push(given),
        };
      });
    });
    const page = await visit(productUrl);
    await page.getByRole("button", { name: "Size guide" }).click();
    await page.locator("#size-guide").getByRole("button", { name: "Close" }).click();
    await addToCart(page);
    const published = await page.evaluate(() => Reflect.get(window, "published"));
    await leave(page);
    const kinds = ["page_viewed", "product_viewed", "product_added_to_cart"];
    const { clientId } = world.batches()[0] ?? {};
    expect(published).toEqual(
      world
        .events()
        .filter(({ kind }) => kinds.includes(kind))
        .map((event) => ["kindling:seen", { clientId, ...event }]),
    );
  });
});

test("a page that is made ahead of its time is told of when it is seen", async () => {
  const consenting = await visit(`${world.store}/`);
  await leave(consenting);
  world.requests.length = 0;
  await visitor.addInitScript(() =>
    Object.defineProperty(document, "prerendering", { value: true, configurable: true }),
  );
  const page = await visitor.newPage();
  await page.clock.install();
  await page.goto(productUrl);
  await letPass(page, 20_000);
  expect(world.batches()).toEqual([]);
  await page.evaluate(() => document.dispatchEvent(new Event("prerenderingchange")));
  await untilStarted(page);
  await letPass(page, 6_000);
  await untilSent(world, "product_viewed");
});
