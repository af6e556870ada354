import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KINDS } from "../../../../extensions/kindling-pixel/src/wire.ts";
import { CHECKOUT, LINE, SHOPIFY_CLIENT, VARIANT } from "./pixel-events.ts";
import { runPixel, SETTINGS } from "./run-pixel.ts";

const START = Date.parse("2026-11-23T10:00:00.000Z");
const EMBED_CLIENT = "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11";
const STORED = JSON.stringify({ clientId: EMBED_CLIENT, events: [], tries: 2 });
const at = (ms: number): string => new Date(START + ms).toISOString();
const checkout = CHECKOUT;

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

const kinds = (pixel: ReturnType<typeof runPixel>): string[][] =>
  pixel.batches().map(({ events }) => events.map(({ kind }) => kind));

/** The storefront script's word about a product page. */
const sawProduct = (ms: number) => ({
  clientId: EMBED_CLIENT,
  kind: "product_viewed",
  productId: VARIANT.product.id,
  variantId: VARIANT.id,
  path: "/products/mug",
  occurredAt: at(ms),
});

test("it listens to the kinds of the contract and to the storefront's script, and to nothing else", () => {
  expect(runPixel({}).subscriptions().toSorted()).toEqual([...KINDS, "kindling:seen"].toSorted());
});

describe("without the storefront's script", () => {
  test("what a page publishes goes at once, in one batch, under Shopify's client id", async () => {
    const pixel = runPixel({ customerId: "7000000000001", privacy: { marketingAllowed: false } });
    pixel.publish("page_viewed", {}, "/products/mug");
    pixel.publish("product_viewed", { productVariant: VARIANT }, "/products/mug");
    await pixel.pass(0);
    expect(pixel.batches()).toEqual([
      {
        shopToken: SETTINGS.shopToken,
        clientId: SHOPIFY_CLIENT,
        shopifyClientId: SHOPIFY_CLIENT,
        consent: { analytics: true, marketing: false },
        sentAt: at(0),
        events: [
          { kind: "page_viewed", occurredAt: at(0), path: "/products/mug" },
          {
            kind: "product_viewed",
            occurredAt: at(0),
            path: "/products/mug",
            productId: VARIANT.product.id,
            variantId: VARIANT.id,
          },
        ],
      },
    ]);
  });

  test("it goes as text that asks for no preflight, and outlives the page", async () => {
    const pixel = runPixel({});
    pixel.publish("page_viewed", {});
    await pixel.pass(0);
    const [request] = pixel.sent;
    expect(request?.url).toBe(SETTINGS.endpoint);
    expect(request?.init).toMatchObject({ method: "POST", keepalive: true });
    expect(request?.init?.headers).toBeUndefined();
    expect(typeof request?.init?.body).toBe("string");
  });

  test.each([
    ["storage that throws", { storage: "throws" }, 0],
    ["storage that never answers", { storage: "hangs" }, 1000],
    ["another script's text under its key", { stored: "not JSON" }, 0],
    ["a state without an id", { stored: '{"clientId":7}' }, 0],
  ] as const)("%s is no reason to wait longer or to send nothing", async (_what, given, ms) => {
    const pixel = runPixel(given);
    pixel.publish("page_viewed", {});
    await pixel.pass(ms);
    expect(pixel.batches()).toMatchObject([{ clientId: SHOPIFY_CLIENT }]);
  });

  test("more than fifty events go in several batches", async () => {
    const pixel = runPixel({});
    for (let index = 0; index < 120; index += 1)
      pixel.publish("page_viewed", {}, `/pages/${index}`);
    await pixel.pass(0);
    expect(pixel.batches().map(({ events }) => events.length)).toEqual([50, 50, 20]);
  });
});

describe("where the storefront's script has run", () => {
  test("an event takes over the instant of the script's word that comes after it", async () => {
    const pixel = runPixel({ stored: STORED });
    pixel.publish("product_viewed", { productVariant: VARIANT }, "/products/mug");
    await pixel.pass(700);
    expect(pixel.batches()).toEqual([]);
    pixel.see(sawProduct(650));
    await pixel.pass(0);
    expect(pixel.batches()).toMatchObject([
      {
        clientId: EMBED_CLIENT,
        shopifyClientId: SHOPIFY_CLIENT,
        events: [{ kind: "product_viewed", occurredAt: at(650) }],
      },
    ]);
  });

  test("and of the word that came before it", async () => {
    const pixel = runPixel({ stored: STORED });
    pixel.see(sawProduct(-4000));
    pixel.publish("product_viewed", { productVariant: VARIANT }, "/products/mug");
    await pixel.pass(0);
    expect(pixel.batches()).toMatchObject([{ events: [{ occurredAt: at(-4000) }] }]);
  });

  test("the word alone shows that it runs, where its storage cannot be read", async () => {
    const pixel = runPixel({ storage: "throws" });
    pixel.see(sawProduct(0));
    pixel.publish("page_viewed", {});
    await pixel.pass(1999);
    expect(pixel.batches()).toEqual([]);
    await pixel.pass(1);
    expect(pixel.batches()).toMatchObject([{ clientId: EMBED_CLIENT }]);
  });

  test("what the script says nothing of goes after two seconds, with Shopify's instant", async () => {
    const pixel = runPixel({ stored: STORED });
    pixel.publish("page_viewed", {});
    await pixel.pass(500);
    pixel.publish("product_viewed", { productVariant: VARIANT }, "/products/mug");
    pixel.see({ ...sawProduct(0), productId: "1" });
    await pixel.pass(1499);
    expect(pixel.batches()).toEqual([]);
    await pixel.pass(1);
    expect(pixel.batches()).toMatchObject([
      { sentAt: at(2000), events: [{ occurredAt: at(0) }, { occurredAt: at(500) }] },
    ]);
  });

  test("two of one kind and product meet the script's two words in their order", async () => {
    const pixel = runPixel({ stored: STORED });
    const word = (ms: number) => ({ ...sawProduct(ms), kind: "product_added_to_cart" });
    pixel.publish("product_added_to_cart", { cartLine: LINE });
    pixel.see(word(100));
    await pixel.pass(5000);
    pixel.publish("product_added_to_cart", { cartLine: LINE });
    pixel.see(word(5100));
    await pixel.pass(0);
    expect(pixel.batches()).toMatchObject([
      { events: [{ occurredAt: at(100) }] },
      { events: [{ occurredAt: at(5100) }] },
    ]);
  });

  test.each(["cart_viewed", "search_submitted"] as const)(
    "%s is one fact on whichever page each saw it",
    async (kind) => {
      const pixel = runPixel({ stored: STORED });
      pixel.see({ clientId: EMBED_CLIENT, kind, path: "/products/mug", occurredAt: at(-100) });
      if (kind === "cart_viewed") pixel.publish(kind, { cart: null }, "/cart");
      else pixel.publish(kind, { searchResult: { query: "mug", productVariants: [] } }, "/search");
      await pixel.pass(0);
      expect(pixel.batches()).toMatchObject([{ events: [{ kind, occurredAt: at(-100) }] }]);
    },
  );

  test("a word whose event never came is not taken for a later one's", async () => {
    const pixel = runPixel({ stored: STORED });
    pixel.see(sawProduct(0));
    await pixel.pass(10_000);
    pixel.publish("product_viewed", { productVariant: VARIANT }, "/products/mug");
    await pixel.pass(2000);
    expect(pixel.batches()).toMatchObject([{ events: [{ occurredAt: at(10_000) }] }]);
  });

  test.each([null, {}, { clientId: EMBED_CLIENT }, { ...sawProduct(0), occurredAt: "today" }])(
    "%j is no word of it",
    async (said) => {
      const pixel = runPixel({});
      pixel.see(said);
      pixel.publish("product_viewed", { productVariant: VARIANT }, "/products/mug");
      await pixel.pass(0);
      expect(pixel.batches()).toMatchObject([{ events: [{ occurredAt: at(0) }] }]);
    },
  );

  test("a customer who takes over the browser gets the script's new id", async () => {
    const pixel = runPixel({ stored: STORED });
    const other = "5d1f0a52-3c1b-4f7e-8a51-77d0c2a4be02";
    pixel.store(JSON.stringify({ clientId: other }));
    pixel.publish("page_viewed", {});
    await pixel.pass(2000);
    expect(pixel.batches()).toMatchObject([{ clientId: other }]);
  });
});

describe("the checkout", () => {
  test("waits for nobody, and takes along what waits", async () => {
    const pixel = runPixel({ stored: STORED, cartId: "abc" });
    pixel.publish("page_viewed", {}, "/checkouts/cn/1");
    pixel.publish("checkout_started", { checkout }, "/checkouts/cn/1");
    await pixel.pass(0);
    pixel.publish("payment_info_submitted", { checkout }, "/checkouts/cn/1");
    pixel.publish("checkout_completed", { checkout }, "/checkouts/cn/1/thank-you");
    await pixel.pass(0);
    expect(kinds(pixel)).toEqual([
      ["page_viewed", "checkout_started"],
      ["payment_info_submitted"],
      ["checkout_completed"],
    ]);
    for (const { clientId } of pixel.batches()) expect(clientId).toBe(EMBED_CLIENT);
  });
});

describe("consent", () => {
  test("without it nothing is sent, whatever is published", async () => {
    const pixel = runPixel({ privacy: { analyticsProcessingAllowed: false } });
    pixel.publish("page_viewed", {});
    pixel.publish("checkout_completed", { checkout });
    await pixel.pass(60_000);
    expect(pixel.sent).toEqual([]);
  });

  test("after its withdrawal nothing is sent, not even what waited", async () => {
    const pixel = runPixel({ stored: STORED });
    pixel.publish("page_viewed", {});
    await pixel.pass(1000);
    pixel.choose({ analyticsProcessingAllowed: false });
    pixel.publish("product_viewed", { productVariant: VARIANT });
    pixel.publish("checkout_completed", { checkout });
    await pixel.pass(60_000);
    expect(pixel.sent).toEqual([]);
  });

  test("its withdrawal in the moment of sending stops that too", async () => {
    const pixel = runPixel({});
    pixel.publish("checkout_completed", { checkout });
    pixel.choose({ analyticsProcessingAllowed: false });
    await pixel.pass(60_000);
    expect(pixel.sent).toEqual([]);
  });

  test("given again, it counts from then on", async () => {
    const pixel = runPixel({});
    pixel.choose({ analyticsProcessingAllowed: false });
    pixel.publish("page_viewed", {}, "/pages/before");
    pixel.choose({ marketingAllowed: false });
    pixel.publish("page_viewed", {}, "/pages/after");
    await pixel.pass(0);
    expect(pixel.batches()).toMatchObject([
      { consent: { analytics: true, marketing: false }, events: [{ path: "/pages/after" }] },
    ]);
  });
});

describe("what fails", () => {
  test.each([[0], [500], [503], [429]])("after %i it is tried again, twice", async (status) => {
    const pixel = runPixel({ answers: [status, status, status, status] });
    pixel.publish("checkout_completed", { checkout });
    await pixel.pass(0);
    expect(pixel.sent).toHaveLength(1);
    await pixel.pass(1000);
    await pixel.pass(4000);
    await pixel.pass(60_000);
    expect(pixel.batches().map(({ sentAt }) => sentAt)).toEqual([at(0), at(1000), at(5000)]);
    for (const { events } of pixel.batches()) expect(events).toEqual(pixel.batches()[0]?.events);
  });

  test.each([[200], [204], [400], [404], [413]])("after %i it is not", async (status) => {
    const pixel = runPixel({ answers: [status] });
    pixel.publish("checkout_completed", { checkout });
    await pixel.pass(60_000);
    expect(pixel.sent).toHaveLength(1);
  });

  test("a withdrawal ends the tries", async () => {
    const pixel = runPixel({ answers: [500] });
    pixel.publish("checkout_completed", { checkout });
    await pixel.pass(500);
    pixel.choose({ analyticsProcessingAllowed: false });
    await pixel.pass(60_000);
    expect(pixel.sent).toHaveLength(1);
  });
});
