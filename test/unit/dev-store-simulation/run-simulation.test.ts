import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";

import { afterEach, describe, expect, it } from "vitest";

import { loadSeed } from "../../../dev-store/simulation/load-seed.ts";
import { runSimulation } from "../../../dev-store/simulation/run-simulation.ts";
import { openShop } from "../dev-store-history/open-shop.ts";

const START = Date.UTC(2026, 10, 24);
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

interface Visit {
  url: string | undefined;
  customer: unknown;
  body: unknown;
}

/** Stands where the storefront stands; takes every third request for a bad moment of the app. */
async function openStorefront(failing = false): Promise<{ url: string; visits: Visit[] }> {
  const visits: Visit[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const customer = request.headers["dev-store-customer-id"];
      visits.push({ url: request.url, customer, body: JSON.parse(text) });
      response.statusCode = failing && visits.length % 3 === 0 ? 502 : 200;
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, visits };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** A clock that jumps to each action, so that hours pass in a moment. */
function runFor(actions: number, options: { failing?: boolean } = {}) {
  return async () => {
    const { shop, clock, told } = openShop(START);
    expect(loadSeed({ shop, seed: 1, customers: 80, endAt: START })).toBe(true);
    const past = { counts: shop.counts(), told: told.length };
    const storefront = await openStorefront(options.failing);
    const stop = new AbortController();
    const errors: Error[] = [];
    let left = actions;
    const step = (): void => void ((left -= 1) <= 0 && stop.abort());
    const leaping = { ...clock, now: () => (clock.set(clock.now() + 60_000), clock.now()) };
    const totals = await runSimulation({
      devStore: { url: storefront.url, clock: leaping },
      ...{ shop, seed: 1, customers: 80, bustle: 12, signal: stop.signal },
      onAction: step,
      onError: (error) => (errors.push(error), step()),
    });
    return { shop, told, past, totals, errors, visits: storefront.visits };
  };
}

describe("a running simulation", () => {
  it("shops through the storefront and the shop until it is stopped", async () => {
    const { shop, told, past, totals, visits } = await runFor(600)();
    expect(past.told).toBe(0);
    expect(past.counts.products).toBe(24);
    expect(totals).toEqual({ performed: 600, failed: 0 });
    expect(shop.counts().orders).toBeGreaterThan(past.counts.orders);
    const topics = new Set(told.map(({ topic }) => topic));
    for (const topic of ["customers/create", "carts/create", "checkouts/create", "orders/create"]) {
      expect(topics).toContain(topic);
    }
    expect(new Set(visits.map(({ url }) => url))).toEqual(
      new Set(["/shop/past/apps/kindling/events"]),
    );
    expect(visits.some(({ customer }) => customer !== undefined)).toBe(true);
    expect(visits[0]?.body).toMatchObject({
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      cartToken: null,
      events: [{ kind: "page_viewed", path: "/", productId: null }],
    });
  });

  it("goes on when the app is away for a moment", async () => {
    const { totals, errors } = await runFor(60, { failing: true })();
    expect(totals.failed).toBeGreaterThan(10);
    expect(totals.performed + totals.failed).toBe(60);
    expect(errors[0]?.message).toMatch(/^The storefront answered 502/);
  });

  it("finds its shop again after a restart and loads the past only once", () => {
    const { shop } = openShop(START);
    const input = { shop, seed: 1, customers: 80, endAt: START };
    expect(loadSeed(input)).toBe(true);
    const counts = shop.counts();
    expect(loadSeed(input)).toBe(false);
    expect(shop.counts()).toEqual(counts);
    const emails = [...shop.customers()].map(({ email }) => email);
    expect(emails.every((email) => email?.endsWith("@example.com"))).toBe(true);
  });
});
