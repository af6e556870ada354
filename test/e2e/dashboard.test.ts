import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { startDevStore, type DevStore } from "../../dev-store/start.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { appEnvironment } from "../../scripts/demo/app-environment.ts";
import { ensureBuild } from "../../scripts/build/ensure-build.ts";
import {
  findFreePort,
  superviseProcess,
  type SupervisedProcess,
} from "../../scripts/demo/processes.ts";
import { useBrowser } from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";

const database = useDatabase();
const browser = useBrowser();

let folder: string;
let devStore: DevStore;
let shop: Shop;
let appUrl: string;
const processes: SupervisedProcess[] = [];

beforeAll(async () => {
  await ensureBuild();
  folder = mkdtempSync(join(tmpdir(), "kindling-dashboard-"));
  const port = await findFreePort();
  appUrl = `http://127.0.0.1:${port}`;
  devStore = await startDevStore({
    dataDir: folder,
    app: {
      clientId: "kindling-test",
      clientSecret: "a secret of this test",
      appUrl,
      handle: "kindling",
      tomlPath: resolve(import.meta.dirname, "../../shopify.app.toml"),
    },
  });
  const env = appEnvironment(devStore, { databaseUrl: database.url, port, logLevel: "error" });
  processes.push(superviseProcess({ name: "web", entry: "app/server.ts", env }));
  processes.push(superviseProcess({ name: "worker", entry: "app/jobs/worker.ts", env }));
  await vi.waitUntil(isUp, { timeout: 30_000, interval: 200 });

  shop = devStore.createShop({ domain: "dashboard.myshopify.com", currency: "EUR" });
  loadSeed({ shop, endAt: devStore.clock.now(), seed: 5, customers: 60 });
  await shop.installApp();
  await vi.waitUntil(countSettled, { timeout: 90_000, interval: 500 });
});
afterAll(async () => {
  await Promise.all(processes.map((part) => part.stop()));
  await devStore?.close();
  rmSync(folder, { recursive: true, force: true });
});

const isUp = (): Promise<boolean> =>
  fetch(`${appUrl}/healthz`).then(
    (response) => response.ok,
    () => false,
  );

/** Memberships once the history is read and everybody is scored; 0 before. */
async function countSettled(): Promise<number> {
  const { rows } = await database.pool.query<{ members: string; waiting: string; ready: boolean }>(
    `SELECT (SELECT count(*) FROM segment_membership) AS members,
       (SELECT count(*) FROM profile WHERE due_at <= $1 OR scored_at IS NULL) AS waiting,
       EXISTS (SELECT FROM shop WHERE ready_at IS NOT NULL) AS ready`,
    [new Date(devStore.clock.now())],
  );
  const [row] = rows;
  return row?.ready && Number(row.waiting) === 0 ? Number(row.members) : 0;
}

async function open(path = ""): Promise<{ page: Page; app: FrameLocator }> {
  const page = await browser.newPage();
  await page.goto(`${devStore.url}/store/dashboard/apps/kindling${path}`);
  return { page, app: page.frameLocator("#app-frame") };
}

const isTooWide = (app: FrameLocator): Promise<boolean> =>
  app.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);

describe("inside the admin", () => {
  test("the home page shows the largest segments with the size that the database has", async () => {
    const { page, app } = await open();
    await app.getByRole("heading", { name: "Customer behavior" }).waitFor();
    const { rows } = await database.pool.query<{ name: string; size: string }>(
      `SELECT name, (SELECT count(*) FROM segment_membership JOIN profile USING (shop_id, profile_id)
         WHERE segment_membership.segment_id = segment.segment_id AND customer_id IS NOT NULL) AS size
       FROM segment ORDER BY 2 DESC LIMIT 3`,
    );
    expect(rows.every(({ size }) => Number(size) > 0)).toBe(true);
    const table = app.getByRole("table", { name: "Segments" });
    for (const { name, size } of rows) {
      const row = table
        .getByRole("row")
        .filter({ has: app.getByRole("link", { name, exact: true }) });
      expect(await row.getByRole("cell").first().innerText()).toBe(size);
    }
    await browser.screenshot(page, "dashboard");
  });

  test("the points of a customer's ledger add up to the score beside them", async () => {
    const { app } = await open("/app/customers?sort=value");
    await app
      .getByRole("table", { name: "Customers" })
      .getByRole("rowheader")
      .getByRole("link")
      .first()
      .click();
    await app.getByRole("button", { name: /^Value/ }).click();
    const rows = app
      .getByRole("table", { name: "What the value score is made of" })
      .getByRole("row");
    const points = (await rows.allInnerTexts())
      .slice(1)
      .map((row) => Number(row.trim().split(/\s+/).at(-1)));
    const sum = points.pop();
    expect(points.length).toBeGreaterThan(0);
    expect(points.reduce((total, part) => total + part, 0)).toBeCloseTo(sum ?? Number.NaN, 6);
  });

  test("a checkout makes its customer hot on a page that nobody reloads", async () => {
    const { app } = await open();
    await app.getByRole("heading", { name: "Hot now" }).waitFor();
    const { id } = shop.createCustomer({ firstName: "Ada" });
    const products = [...shop.products()];
    const product = products[0];
    const variantId = product?.variants[0]?.id;
    if (!product || !variantId) throw new Error("the seed has products");
    const lines = [
      { productId: product.id, variantId, quantity: 1, priceMinor: 1000, title: product.title },
    ];
    shop.upsertCheckout({ token: "checkout-of-ada", customerId: id, lines });
    await app
      .getByRole("list")
      .getByRole("link", { name: `Customer ${id}` })
      .first()
      .waitFor({ timeout: 30_000 });
  });

  test("an address that names nobody says so, with a way back", async () => {
    browser.expectError(/404/);
    const { app } = await open("/app/customers/1");
    await app.getByText("There is no customer 1 here.").waitFor();
    await app.getByRole("link", { name: "Go to home" }).click();
    await app.getByRole("heading", { name: "Customer behavior" }).waitFor();
  });

  test.each(["", "/app/customers", "/app/segments/vip", "/app/segments/cart-abandoner"])(
    "nothing scrolls sideways on a phone: %s",
    async (path) => {
      const { page, app } = await open(path);
      await page.setViewportSize({ width: 390, height: 844 });
      await app.getByRole("heading", { level: 1 }).waitFor();
      expect(await isTooWide(app)).toBe(false);
    },
  );
});
