import { randomUUID } from "node:crypto";
import type { FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { findNorms } from "../../app/db/norms.ts";
import { CATALOG } from "../../dev-store/simulation/catalog.ts";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { makeShoppers } from "../../dev-store/simulation/make-shoppers.ts";
import { createPerformer } from "../../dev-store/simulation/perform-action.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

const SEED = { seed: 5, customers: 60 };
const DAY_MS = 24 * 3_600_000;
const STARTED = Date.parse("2026-10-01T09:00:00Z");

const app = useApp({ startAt: STARTED });
const browser = useBrowser();
let installed: Installed;
let customerId: string;

/** Somebody new looks at mugs for weeks, comes by email each time, and buys them with a code. */
beforeAll(async () => {
  const { clock } = app.devStore;
  installed = await app.install("likes", {
    before: (shop) => loadSeed({ shop, ...SEED, endAt: clock.now() }),
  });
  const { shop, shopId } = installed;
  const shopper = makeShoppers(SEED).find(({ persona }) => persona.name === "first-timer");
  if (shopper === undefined) throw new Error("the seed has first-timers");
  const { perform } = createPerformer({
    shop,
    storefrontUrl: `${app.devStore.url}/shop/likes`,
    clock,
  });
  await perform({ kind: "log_in", at: clock.now(), shopper });
  customerId = shop.findCustomer(shopper.email)?.id ?? "";
  const mugs = CATALOG.filter(({ collection }) => collection === "mugs");
  for (let visit = 0; visit < 8; visit += 1) {
    clock.set(clock.now() + 5 * DAY_MS);
    const at = clock.now();
    const touch = { source: "klaviyo", medium: "email", campaign: "mugs" };
    const visited = {
      kind: "browse" as const,
      at,
      shopper,
      sessionId: randomUUID(),
      cartToken: null,
      isLoggedIn: true,
    };
    await perform({ ...visited, page: "channel_visited", path: "/", touch, product: null });
    for (const product of mugs) {
      const path = `/products/${product.handle}`;
      await perform({ ...visited, page: "product_viewed", path, touch: null, product });
    }
    const lines = mugs
      .slice(visit % 3, (visit % 3) + 1)
      .map((product) => ({ product, quantity: 1 }));
    await perform({
      kind: "order",
      at,
      shopper,
      orderKey: `order ${visit}`,
      cartToken: `cart ${visit}`,
      checkoutToken: `checkout ${visit}`,
      lines,
      usesCode: true,
    });
    await app.settle(shopId);
  }
  // Past the next midnight, after which the shop's habits know of all this.
  clock.set(clock.now() + DAY_MS);
  await app.settle(shopId);
  const today = Math.floor(clock.now() / DAY_MS);
  await vi.waitUntil(async () => (await findNorms(app.pool, shopId))?.day === today, {
    timeout: 30_000,
    interval: 200,
  });
  await vi.waitUntil(
    async () => {
      const { rows } = await app.pool.query<{ told: boolean }>(
        "SELECT history_from > day AND day = $2 AS told FROM benchmark WHERE shop_id = $1",
        [shopId, today],
      );
      return rows[0]?.told === true;
    },
    { timeout: 40_000, interval: 200 },
  );
}, 180_000);

async function open(): Promise<{ page: Page; frame: FrameLocator }> {
  const page = await browser.newPage();
  await page.goto(`${app.devStore.url}/store/likes/apps/kindling/app/customers/${customerId}`);
  const frame = page.frameLocator("#app-frame");
  await frame.getByRole("heading", { name: "Recency, frequency, money" }).waitFor();
  return { page, frame };
}

test("a customer's page shows their classes and group as they are stored, and the groups before", async () => {
  const { page, frame } = await open();
  const { rows } = await app.pool.query<{
    recency: number;
    frequency: number;
    monetary: number;
    group: string;
  }>(
    `SELECT recency, frequency, monetary, rfm_group AS group FROM profile
     WHERE shop_id = $1 AND customer_id = $2`,
    [installed.shopId, customerId],
  );
  const [stored] = rows;
  expect(stored).toMatchObject({ recency: 5, group: "champions" });
  await frame.getByText("Champions", { exact: true }).first().waitFor();
  const terms = await frame.locator(".k-fifths dd").allInnerTexts();
  expect(terms.map((text) => text.trim())).toEqual(
    [stored?.recency, stored?.frequency, stored?.monetary].map((value) => `${value} of 5`),
  );
  await frame.getByText("Groups of the last year").click();
  expect(await frame.getByText(/since \w{3} \d+, 2026/).count()).toBeGreaterThan(0);
  await page.setViewportSize({ width: 1280, height: 2300 });
  await browser.screenshot(page, "customer-rfm");
});

test("what they like, what discounts do and which channel they answer stand there with their evidence", async () => {
  const { page, frame } = await open();
  const mugs = frame
    .getByRole("table", { name: "Product types" })
    .getByRole("row")
    .filter({ hasText: "mugs" });
  expect(await mugs.innerText()).toContain("More than others");
  await frame.getByText("Waits for discounts").waitFor();
  await frame.getByText(/^\d+ of \d+ orders with a discount; .* evidence\.$/).waitFor();
  const email = frame
    .getByRole("table", { name: "Channels" })
    .getByRole("row")
    .filter({ hasText: "Email" });
  expect(await email.innerText()).toContain("8 days in");
  await frame.getByText("Best channel: not yet known").waitFor();
  await page.setViewportSize({ width: 390, height: 1500 });
  const isTooWide = await frame
    .locator("html")
    .evaluate((html) => html.scrollWidth > html.clientWidth);
  expect(isTooWide).toBe(false);
  await frame.getByRole("heading", { name: "Recency, frequency, money" }).scrollIntoViewIfNeeded();
  await browser.screenshot(page, "customer-rfm-phone");
});
