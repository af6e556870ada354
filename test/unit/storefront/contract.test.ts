import { describe, expect, test } from "vitest";
import { parseBrowseBatch } from "../../../app/pipeline/capture/parse-storefront-batch.ts";
import { readTouch } from "../../../extensions/storefront-source/channel.ts";
import { idOf, shortenPath } from "../../../extensions/storefront-source/ids.ts";
import {
  MAX_PATH_LENGTH,
  MAX_SENT,
  MAX_WORD_LENGTH,
} from "../../../extensions/storefront-source/limits.ts";
import { KINDS } from "../../../extensions/storefront-source/wire.ts";
import type { Batch, BrowseEvent, Touch } from "../../../extensions/storefront-source/wire.ts";
import fixture from "../../fixtures/browse-events.json" with { type: "json" };

/** All that a batch may hold, by the script's own types: a key more or less does not compile. */
const BATCH: Record<keyof Batch, true> = {
  clientId: true,
  sessionId: true,
  cartToken: true,
  consent: true,
  sentAt: true,
  events: true,
};
const EVENT: Record<keyof BrowseEvent, true> = {
  kind: true,
  occurredAt: true,
  path: true,
  productId: true,
  variantId: true,
  collectionId: true,
  touch: true,
};

describe("the contract with Kindling", () => {
  test("holds every kind that the script tells, and no other", () => {
    const kinds = new Set(fixture.events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...KINDS].sort());
  });

  test("has the keys of the script's types", () => {
    expect(Object.keys(fixture).sort()).toEqual(Object.keys(BATCH).sort());
    for (const event of fixture.events)
      expect(Object.keys(EVENT)).toEqual(expect.arrayContaining(Object.keys(event)));
  });

  test("holds a touch and paths as the script reads them", () => {
    const search =
      "?utm_source=klaviyo&utm_medium=email&utm_campaign=autumn-sale&_kx=2q9Xn1vYw5bM7jA";
    const read = readTouch({ search, hostname: "shop.example" }, "https://mail.example.com/x");
    expect(fixture.events.find(({ kind }) => kind === "channel_visited")?.touch).toEqual(read);
    for (const { path } of fixture.events)
      if (path !== undefined) expect(shortenPath(path)).toBe(path);
  });

  test("takes the largest batch that the script can send", () => {
    const word = "\u754c".repeat(MAX_WORD_LENGTH); // three bytes each
    const touch: Touch = { source: word, medium: word, campaign: word, clickId: "li_fat_id" };
    const event: BrowseEvent = {
      kind: "product_removed_from_cart",
      occurredAt: "2026-11-23T10:00:00.000Z",
      path: shortenPath(`/${"x".repeat(1_000)}`),
      productId: "9".repeat(16),
      variantId: "9".repeat(16),
      collectionId: "9".repeat(16),
    };
    // A queue of nothing but touches is not to be had: each needs an arrival of its own.
    const events = Array.from({ length: MAX_SENT }, (_, index) =>
      index % 2 === 0 ? event : { ...event, touch },
    );
    const body = JSON.stringify({ ...fixture, events });
    expect(parseBrowseBatch({ body, loggedInCustomerId: null })).toMatchObject({
      outcome: "accepted",
      refused: [],
    });
  });
});

describe("what is cut off before anything is kept", () => {
  test.each([
    ["/products/blue-mug", "/products/blue-mug"],
    ["/account", "/account"],
    ["/account/orders/0a1b2c", "/account"],
    ["/fr/account/activate/123/token", "/fr/account"],
    ["/60000000000/orders/0123456789abcdef", "/60000000000/orders"],
    ["/checkouts/cn/abc/thank-you", "/checkouts"],
    [`/pages/${"x".repeat(300)}`, `/pages/${"x".repeat(MAX_PATH_LENGTH - 7)}`],
  ])("%s", (path, kept) => {
    expect(shortenPath(path)).toBe(kept);
  });
});

test("ids are digits, whatever they are wrapped in", () => {
  expect([{ id: "gid://shopify/Product/123" }, { id: "123" }, { id: 123 }].map(idOf)).toEqual([
    "123",
    "123",
    "123",
  ]);
  expect([{ id: "gid://shopify/Cart/abc?key=d" }, {}, null, undefined].map(idOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
