import type { FrameLocator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

const app = useApp();
const browser = useBrowser();

/** Somebody begins a checkout: it makes them hot. Gives how to find them on the home page. */
function becomeHot({ shop }: Installed): string {
  const { id } = shop.createCustomer({ firstName: "Ada" });
  shop.upsertCheckout({ token: `of-${id}`, customerId: id, lines: [] });
  return `Customer ${id}`;
}

const isShown = (frame: FrameLocator, name: string, timeout = 20_000): Promise<void> =>
  frame.getByRole("list").getByRole("link", { name }).first().waitFor({ timeout });

/** Counts how often the page loads its data from now on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).searchParams.has("_data")) loads += 1;
  });
  return () => loads;
}

test("a checkout is on the page within seconds, and a quiet shop costs no loads", async () => {
  const shop = await app.install("busy");
  const opened = await openInAdmin(app, browser, { shop: "busy" });
  await opened.app.getByText("Live", { exact: true }).waitFor();
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const startedAt = performance.now();
    await isShown(opened.app, becomeHot(shop));
    took.push(performance.now() - startedAt);
    await app.settle(shop.shopId);
  }
  // Two seconds of a machine that does nothing else; this one runs all other tests meanwhile.
  expect(Math.min(...took)).toBeLessThan(2_000);
  expect(Math.max(...took)).toBeLessThan(8_000);
  await opened.page.waitForTimeout(2_500);
  const loads = countLoads(opened.page);
  await opened.page.waitForTimeout(7_000);
  expect(loads()).toBe(0);
});

test("what moves can be stopped; resumed, the page shows what it missed", async () => {
  const shop = await app.install("paused");
  const { page, app: frame } = await openInAdmin(app, browser, { shop: "paused" });
  await frame.getByRole("button", { name: "Pause updates" }).click();
  await frame.getByText("Paused", { exact: true }).waitFor();
  const loads = countLoads(page);
  const name = becomeHot(shop);
  await app.settle(shop.shopId);
  await page.waitForTimeout(2_000);
  expect(loads()).toBe(0);
  await frame.getByRole("button", { name: "Resume updates" }).click();
  await isShown(frame, name);
});

test("where no stream is given, the page asks every few seconds and says so", async () => {
  const shop = await app.install("refused");
  browser.expectError(/503/);
  const page = await browser.newPage();
  await page.route("**/app/live", (route) =>
    route.fulfill({ status: 503, headers: { "retry-after": "60" }, body: "full" }),
  );
  await page.goto(`${app.devStore.url}/store/refused/apps/kindling`);
  const frame = page.frameLocator("#app-frame");
  await frame.getByText("Every few seconds").waitFor();
  await isShown(frame, becomeHot(shop));
});

test("a server that restarts leaves the page as it is, and is found again", async () => {
  const shop = await app.install("restarted");
  browser.expectError(/503|ERR_|Failed to fetch|net::/);
  const { app: frame } = await openInAdmin(app, browser, { shop: "restarted" });
  await frame.getByText("Live", { exact: true }).waitFor();
  await app.outage(async () => {
    await frame.getByText("Reconnecting").waitFor();
    expect(await frame.getByRole("heading", { level: 1 }).innerText()).toBe("Customer behavior");
  });
  const name = becomeHot(shop);
  await isShown(frame, name, 40_000);
  await frame.getByText("Live", { exact: true }).waitFor();
});
