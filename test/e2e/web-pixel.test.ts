import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Shop } from "../../dev-store/state/shop.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../integration/dev-store-client.ts";
import { useBrowser } from "../support/browser.ts";
import { usePixelRecorder } from "../support/pixel-recorder.ts";

const browser = useBrowser();
const recorder = usePixelRecorder();

let world: DevStoreWorld;
let shop: Shop;
let store: string;
let productId: string;
let variantId: string;

beforeAll(async () => {
  const scopes = "write_pixels,read_customer_events,read_orders,read_customers";
  world = await startWorld({ scopes, extensions: true });
  shop = world.store.createShop({ domain: SHOP, name: "Unit & Co", currency: "EUR" });
  store = `${world.store.url}/shop/unit`;
  const product = shop.createProduct({ title: "Blue mug", handle: "blue-mug", priceMinor: 1250 });
  productId = product.id;
  variantId = product.variants[0]?.id ?? "";
  await shop.installApp();
  await activate();
});
afterAll(() => world.close());

async function activate(): Promise<void> {
  const { access_token } = z
    .object({ access_token: z.string() })
    .parse((await world.exchange()).body);
  const settings = { shopToken: "1.Zr0b9ckq3wTn1vYw5bM7jA", endpoint: recorder.endpoint };
  await world.post(
    "/admin/api/2026-10/graphql.json",
    {
      query: `mutation ($webPixel: WebPixelInput!) {
        webPixelCreate(webPixel: $webPixel) { userErrors { message } } }`,
      variables: { webPixel: { settings } },
    },
    { "x-shopify-access-token": access_token },
  );
}

/** A visitor nobody has seen, at the shop's front door. */
async function visit(choice: "Allow" | "Decline" | "none"): Promise<Page> {
  const page = await (await browser.newVisitor()).newPage();
  await page.goto(`${store}/`);
  if (choice !== "none") await page.getByRole("button", { name: choice }).click();
  if (choice === "Allow") await expectKinds(["page_viewed"]);
  return page;
}

const kinds = (): string[] => recorder.events().map(({ kind }) => kind);

/** Waits until the events that are expected have come, and a moment for those that are not. */
async function expectKinds(expected: string[]): Promise<void> {
  await expect.poll(() => kinds().toSorted(), { timeout: 10_000 }).toEqual(expected.toSorted());
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(kinds().toSorted()).toEqual(expected.toSorted());
}

/** What each step of a purchase is, in the order in which a visitor comes to it. */
const STEPS: string[][] = [
  ["page_viewed"],
  ["page_viewed", "product_viewed"],
  ["product_added_to_cart"],
  ["page_viewed", "cart_viewed"],
  ["page_viewed", "checkout_started"],
  ["checkout_contact_info_submitted", "checkout_address_info_submitted", "page_viewed"],
  ["checkout_shipping_info_submitted", "page_viewed"],
  ["payment_info_submitted", "page_viewed", "checkout_completed"],
];

/** Goes from the front page to an order. `arrive` is called at every step, with the number of steps so far. */
async function buy(
  page: Page,
  email: string,
  arrive: (steps: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await fillCart(page, arrive);
  await page.getByRole("button", { name: "Check out" }).click();
  const field = page.getByLabel("Email");
  await page.getByLabel("First name").fill("Ada");
  if (await field.isVisible()) await field.fill(email);
  await arrive(5);
  await page.getByRole("button", { name: "Continue to shipping" }).click();
  await page.getByLabel("Express").check();
  await arrive(6);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.getByLabel("Card number").waitFor();
  await arrive(7);
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("heading", { name: /Thank you/ }).waitFor();
  await arrive(8);
}

async function fillCart(page: Page, arrive: (steps: number) => Promise<void>): Promise<void> {
  await page.getByRole("link", { name: "Blue mug" }).click();
  await arrive(2);
  await page.getByRole("button", { name: "Add to cart", exact: true }).click();
  await page.getByRole("link", { name: "To the cart" }).waitFor();
  await arrive(3);
  await page.getByRole("link", { name: "To the cart" }).click();
  await page.getByRole("heading", { name: "Cart", exact: true }).waitFor();
  await arrive(4);
}

/** A page that is left at once is not told of by anybody, so each waits until it was. */
const untilTold = (steps: number): Promise<void> => expectKinds(STEPS.slice(0, steps).flat());

describe("a visitor who agrees", () => {
  test("is told of from the first page to the order, each thing once, and by ids alone", async () => {
    const page = await visit("Allow");
    await buy(page, "ada@example.com", untilTold);
    const order = [...shop.orders()].at(-1);
    const about = { productId, variantId };
    const find = (kind: string) => recorder.events().find((event) => event.kind === kind);
    expect(find("product_viewed")).toMatchObject({
      ...about,
      path: "/shop/unit/products/blue-mug",
    });
    expect(find("product_added_to_cart")).toMatchObject(about);
    expect(find("cart_viewed")).toMatchObject({ cartToken: order?.cartToken });
    expect(find("checkout_started")).toMatchObject({
      checkoutToken: order?.checkoutToken,
      cartToken: order?.cartToken,
      path: "/shop/unit/checkouts",
    });
    expect(find("checkout_completed")).toMatchObject({
      checkoutToken: order?.checkoutToken,
    });
    const cookies = await page.context().cookies();
    const shopify = cookies.find(({ name }) => name === "_shopify_y")?.value;
    for (const batch of recorder.batches) {
      expect(batch).toMatchObject({
        shopToken: "1.Zr0b9ckq3wTn1vYw5bM7jA",
        clientId: shopify,
        shopifyClientId: shopify,
        consent: { analytics: true, marketing: true },
      });
    }
    // An instant can end in 12.5 seconds, which is the price of nothing.
    const told = JSON.stringify(recorder.batches).replaceAll(/"\d{4}-[\d-]+T[\d:.]+Z"/g, "");
    expect(told).not.toMatch(/ada@|example\.com|12\.5|Blue mug/i);
    for (const { method, headers } of recorder.requests) {
      expect([method, headers.origin, headers.cookie]).toEqual(["POST", "null", undefined]);
      expect(headers["content-type"]).toMatch(/^text\/plain/);
    }
  });

  test("who is logged in is named by nothing but the browser", async () => {
    const { id } = shop.createCustomer({ firstName: "Bo", email: "bo@example.com" });
    const page = await visit("Allow");
    await page.getByLabel("Customer").fill(id);
    await page.getByRole("button", { name: "Switch" }).click();
    await expectKinds(["page_viewed", "page_viewed"]);
    await buy(page, "", (steps) => expectKinds(["page_viewed", ...STEPS.slice(0, steps).flat()]));
    expect(JSON.stringify(recorder.batches)).not.toContain(id);
    expect(shop.customer(id)?.numberOfOrders).toBe(1);
  });

  test("what is taken out of the cart is told", async () => {
    const page = await visit("Allow");
    await fillCart(page, untilTold);
    await page.getByRole("button", { name: "Remove" }).click();
    await expectKinds([...STEPS.slice(0, 4).flat(), "product_removed_from_cart"]);
    const event = recorder.events().find(({ kind }) => kind === "product_removed_from_cart");
    expect(event).toMatchObject({ productId, variantId });
  });
});

describe("a visitor who does not agree", () => {
  test.each(["Decline", "none"] as const)(
    "(%s) is not told of, not even by an order",
    async (choice) => {
      const page = await visit(choice);
      if (choice === "none") await page.locator("#consent").evaluate((banner) => banner.remove());
      await buy(page, "cy@example.com");
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(recorder.requests).toEqual([]);
      expect(await page.locator("iframe").count()).toBe(0);
      const cookies = await page.context().cookies();
      expect(cookies.map(({ name }) => name)).not.toContain("_shopify_y");
    },
  );

  test("any more is not told of from then on", async () => {
    const page = await visit("Allow");
    await page.evaluate(() => {
      const { customerPrivacy } = Reflect.get(window, "Shopify");
      customerPrivacy.setTrackingConsent({ analytics: false });
    });
    await page.evaluate(() =>
      Reflect.get(window, "Shopify").analytics.publish("kindling:seen", {}),
    );
    await buy(page, "dee@example.com");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(recorder.events()).toHaveLength(1);
  });
});

describe("beside the storefront's script", () => {
  const CLIENT = "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11";

  test("both name one browser and one instant", async () => {
    const page = await visit("Allow");
    // Each page says, as the script would, what it saw and when.
    await page.addInitScript((clientId) => {
      // Not in the pixel's own frame.
      if (window !== top) return;
      localStorage.setItem("kindling", JSON.stringify({ clientId }));
      addEventListener("DOMContentLoaded", () =>
        setTimeout(() => {
          const { analytics } = Reflect.get(window, "Shopify");
          const occurredAt = new Date(Date.now() - 7777).toISOString();
          const path = location.pathname;
          Reflect.set(window, "told", occurredAt);
          analytics.publish("kindling:seen", { clientId, kind: "page_viewed", path, occurredAt });
        }, 400),
      );
    }, CLIENT);
    await page.goto(`${store}/cart`);
    await expectKinds(["page_viewed", "page_viewed", "cart_viewed"]);
    const batch = recorder.batches.at(-1);
    expect(batch).toMatchObject({ clientId: CLIENT });
    expect(batch?.shopifyClientId).not.toBe(CLIENT);
    const [viewed] = batch?.events.filter(({ kind }) => kind === "page_viewed") ?? [];
    expect(viewed?.occurredAt).toBe(await page.evaluate(() => Reflect.get(window, "told")));
  });
});
