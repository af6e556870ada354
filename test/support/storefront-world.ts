import type { BrowserContext, Page } from "playwright-core";
import { vi } from "vitest";
import type { Product } from "../../dev-store/state/types.ts";
import type { Batch, BrowseEvent } from "../../extensions/storefront-source/wire.ts";
import { startEdgeWorld } from "../integration/dev-store-edges-fake-app.ts";
import type { EdgeWorld } from "../integration/dev-store-edges-fake-app.ts";

export interface StorefrontWorld extends EdgeWorld {
  /** http://127.0.0.1:PORT/shop/first */
  store: string;
  /** Two variants: the theme has a picker. */
  mug: Product;
  /** One variant: the theme's cards have a button that adds it. */
  bowl: Product;
  /** What the script sent, oldest first. */
  batches(): Batch[];
  events(): BrowseEvent[];
}

/** A dev store whose merchant has activated the app embed, with an app that takes every batch. */
export async function startStorefrontWorld(): Promise<StorefrontWorld> {
  const world = await startEdgeWorld();
  await world.shop.installApp();
  const mug = world.shop.createProduct({
    title: "Blue mug",
    handle: "blue-mug",
    productType: "mugs",
    variants: [
      { title: "Small", priceMinor: 1800 },
      { title: "Large", priceMinor: 2400 },
    ],
  });
  world.shop.createCollection({ handle: "mugs", title: "Mugs", productIds: [mug.id] });
  const bowl = world.shop.createProduct({ title: "Pasta bowl", handle: "bowl", priceMinor: 2200 });
  world.shop.changeTheme({ appEmbeds: { kindling: { isActive: true } } });
  world.answer = (_request, response) => response.writeHead(204).end();
  await world.devStore.webhooks.idle();
  const batches = (): Batch[] =>
    world.requests
      .filter(({ url }) => url.pathname === "/proxy/events")
      .map(({ body }) => JSON.parse(body));
  return Object.assign(world, {
    store: `${world.devStore.url}/shop/first`,
    mug,
    bowl,
    batches,
    events: () => batches().flatMap(({ events }) => events),
  });
}

/** Opens a page and waits until the script has had its say: it starts when the browser is idle. */
export async function openPage(visitor: BrowserContext, url: string): Promise<Page> {
  const page = await visitor.newPage();
  await page.clock.install();
  await page.goto(url);
  await untilStarted(page);
  return page;
}

/** Until Shopify's consent interface is there, which the script asks for, and what follows from it has run. */
export async function untilStarted(page: Page): Promise<void> {
  await page.waitForFunction(() => "customerPrivacy" in Reflect.get(window, "Shopify"));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
}

export async function answerBanner(page: Page, answer: "Allow" | "Decline"): Promise<void> {
  await page.getByRole("button", { name: answer, exact: true }).click();
}

/** Changes the choice later, as a shop's page of privacy settings does. */
export function changeConsent(page: Page, isAllowed: boolean): Promise<void> {
  return page.evaluate((analytics) => {
    Reflect.get(window, "Shopify").customerPrivacy.setTrackingConsent({ analytics });
  }, isAllowed);
}

/** What the script keeps in this browser; null for nothing. */
export async function readKept(page: Page): Promise<Record<string, unknown> | null> {
  return page.evaluate(() => JSON.parse(localStorage.getItem("kindling") ?? "null"));
}

/** Lets the browser's clock run, and waits until the app has what was sent. */
export async function letPass(page: Page, ms: number): Promise<void> {
  await page.clock.runFor(ms);
  await page.evaluate(() => fetch("/dev-store/storefront.css"));
}

export async function untilSent(world: StorefrontWorld, kind: string): Promise<BrowseEvent> {
  return vi.waitUntil(() => world.events().find((event) => event.kind === kind), {
    timeout: 10_000,
    interval: 50,
  });
}
