import { readFile } from "node:fs/promises";
import type { FrameLocator, Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { saveDesiredTags } from "../../app/db/tag-states.ts";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { openInAdmin, untilAlive } from "../support/admin.ts";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp();
const browser = useBrowser();
const SEEDED = 60;
let shop: Shop;
let shopId: number;
/** Somebody who looked, began a checkout and ordered. */
let ada: string;

beforeAll(async () => {
  const { clock } = app.devStore;
  const installed = await app.install("people", {
    before: (opened) => {
      loadSeed({ shop: opened, seed: 5, customers: SEEDED, endAt: clock.now() });
      ada = opened.createCustomer({
        firstName: "Ada",
        lastName: "Lovelace",
        email: "ada@example.com",
      }).id;
    },
  });
  ({ shop, shopId } = installed);
  await app.install("nobody");
  const [product] = [...shop.products()];
  const variantId = product?.variants[0]?.id ?? "";
  const lines = [
    {
      ...{ productId: product?.id ?? "", variantId, quantity: 1, priceMinor: 1000 },
      title: product?.title ?? "",
    },
  ];
  shop.upsertCheckout({ token: "checkout-of-ada", customerId: ada, lines });
  shop.createOrder({ customerId: ada, lines });
  shop.upsertCheckout({ token: "another-of-ada", customerId: ada, lines });
  await app.settle(shopId);
}, 120_000);

const open = (path: string, of = "people") => openInAdmin(app, browser, { shop: of, path });
const table = (frame: FrameLocator) => frame.getByRole("table", { name: "Customers" });

/** What the page has the browser save. */
async function savedBy(page: Page, act: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFile(await download.path(), "utf8");
}

async function chooseFromMenu(frame: FrameLocator, name: string): Promise<void> {
  await frame.getByRole("button", { name: "More actions" }).click();
  await frame.getByRole("button", { name, exact: true }).click();
}

describe("the list of customers", () => {
  test("is ordered by any column, filtered and searched, all in the address", async () => {
    const opened = await open("/app/customers");
    const { page, app: frame } = opened;
    await lookAt(browser, opened, "customers-full");
    const head = frame.getByRole("columnheader", { name: "Value" });
    expect(await head.getAttribute("aria-sort")).toBe("none");
    await head.getByRole("link").click();
    await frame.locator("th[aria-sort=descending]", { hasText: "Value" }).waitFor();
    await head.getByRole("link").click();
    await frame.locator("th[aria-sort=ascending]", { hasText: "Value" }).waitFor();
    expect(page.url()).toContain("order=asc");

    // Shopify's own search knows names; Kindling does not.
    await frame.getByRole("textbox").fill("Lovelace");
    await table(frame).getByRole("link", { name: ada, exact: true }).waitFor();
    await vi.waitUntil(async () => (await table(frame).getByRole("row").count()) === 2, 20_000);
    await frame.getByRole("textbox").fill("nobody of that name");
    await frame.getByText("No customer fits").waitFor();
    await lookAt(browser, opened, "customers-nobody");
    await page.goBack();
    await table(frame).getByRole("link", { name: ada, exact: true }).waitFor();
  });

  test("is exported whole, with the filters and the order of the page", async () => {
    const { page, app: frame } = await open("/app/customers?sort=value&order=asc");
    const csv = await savedBy(page, () =>
      frame.getByRole("button", { name: "Export CSV" }).click(),
    );
    const rows = csv.trimEnd().split("\r\n");
    expect(rows[0]).toMatch(/^\u{feff}Customer id,Behavior score,/u);
    const { rows: known } = await app.pool.query<{ customers: number }>(
      `SELECT count(*)::int AS customers FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL`,
      [shopId],
    );
    const customers = known[0]?.customers ?? 0;
    expect(customers).toBeGreaterThan(25);
    expect(rows.length).toBe(customers + 1);
    await page.getByText(`Exported ${customers} rows`).waitFor();
    const values = rows.slice(1).flatMap((row) => row.split(",")[4] || []);
    expect(values.map(Number)).toEqual(values.map(Number).toSorted((a, b) => a - b));
  });

  test("has names where Shopify gives them, and says who can change that where it does not", async () => {
    app.devStore.customerData.name = false;
    const opened = await open("/app/customers?search=ada%40example.com");
    const { app: frame } = opened;
    await frame.getByRole("button", { name: "Show names" }).click();
    await frame.getByText("Shopify does not give Kindling names").waitFor();
    await lookAt(browser, opened, "customers-names-denied");
    app.devStore.customerData.name = true;
    await frame.getByRole("button", { name: "Show names" }).click();
    await frame.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    await lookAt(browser, opened, "customers-names");
    const { rows } = await app.pool.query<{ told: string }>(
      `SELECT string_agg(to_jsonb(profile)::text || to_jsonb(customer)::text, '') AS told
       FROM profile LEFT JOIN customer USING (shop_id, customer_id)`,
    );
    expect(rows[0]?.told).not.toContain("Lovelace");
    await frame.getByRole("button", { name: "Show ids" }).click();
    await frame.getByRole("link", { name: ada, exact: true }).waitFor();
  });

  test("says that nobody is known yet", async () => {
    const empty = await open("/app/customers", "nobody");
    await empty.app.getByRole("heading", { name: "Nobody is known yet" }).waitFor();
    await lookAt(browser, empty, "customers-empty");
  });
});

describe("the page of a customer", () => {
  test("tells what they did by visits, and looks right in English and German", async () => {
    const opened = await open(`/app/customers/${ada}`);
    const { page, app: frame } = opened;
    await frame.getByRole("heading", { name: "Timeline" }).waitFor();
    await frame.getByText("Order placed").first().waitFor();
    await lookAt(browser, opened, "customer-full");
    await frame.getByLabel("Channel", { exact: true }).selectOption("email");
    await frame.getByText("Nothing is known of this.").waitFor();
    await page.getByLabel("Your language").selectOption("de");
    await frame.getByRole("heading", { name: "Zeitachse" }).waitFor();
    await untilAlive(frame);
    await frame.getByLabel("Kanal", { exact: true }).selectOption("");
    await frame.getByText("Bestellung aufgegeben").first().waitFor();
    await lookAt(browser, opened, "customer-german");
  });

  test("calculates anew, leaves somebody out and lets them in again, each with its outcome", async () => {
    const opened = await open(`/app/customers/${ada}`);
    const { page, app: frame } = opened;
    await frame.getByRole("button", { name: "Recalculate" }).click();
    await page.getByText("Scores are being calculated anew").waitFor();
    const more = (name: string) => chooseFromMenu(frame, name);
    await more("Exclude…");
    await lookAt(browser, opened, "customer-exclude");
    await frame.getByRole("button", { name: "Exclude", exact: true }).click();
    await frame.getByText("Excluded from scoring and tags").waitFor();
    await app.settle(shopId);
    await vi.waitUntil(
      () => (shop.customer(ada)?.tags ?? []).every((tag) => !tag.startsWith("kindling:")),
      { timeout: 15_000, interval: 100 },
    );
    await frame.getByRole("button", { name: /^Behavior unknown/ }).waitFor({ timeout: 40_000 });
    await frame
      .getByText("Not scored, since this customer is excluded.", { exact: false })
      .first()
      .waitFor();
    await lookAt(browser, opened, "customer-excluded");
    await frame.getByRole("button", { name: "Include again" }).click();
    await frame.getByRole("button", { name: /^Behavior \d/ }).waitFor({ timeout: 40_000 });
  });

  test("shows twenty tags of one customer", async () => {
    const { id: tagged } = shop.createCustomer({ firstName: "Bea" });
    await app.settle(shopId);
    const desired = Array.from(
      { length: 20 },
      (_, place) => `kindling:a-segment-of-number-${place + 1}`,
    );
    const rows = [{ customerId: tagged, desired }];
    await saveDesiredTags(app.pool, shopId, rows, app.devStore.clock.now());
    await app.settle(shopId);
    const opened = await open(`/app/customers/${tagged}`);
    const card = opened.app.getByText(/^kindling:a-segment-of-number-/);
    await card.last().waitFor();
    expect(await card.count()).toBe(20);
    await lookAt(browser, opened, "customer-tags");
  });

  test("hands out everything about a person, and erases it", async () => {
    const opened = await open(`/app/customers/${ada}`);
    const { page, app: frame } = opened;
    const more = (name: string) => chooseFromMenu(frame, name);
    const file: unknown = JSON.parse(await savedBy(page, () => more("Export everything (JSON)")));
    expect(file).toMatchObject({ about: { customerId: ada } });
    const toRead = await savedBy(page, () => more("Export everything (HTML)"));
    expect(toRead).toContain(`<h1>Customer ${ada}</h1>`);
    await more("Erase…");
    await lookAt(browser, opened, "customer-erase");
    await frame.getByRole("button", { name: "Erase for good" }).click();
    await frame.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
    await vi.waitUntil(
      async () => {
        const { rows } = await app.pool.query(
          "SELECT 1 FROM identity WHERE shop_id = $1 AND kind = 'customer' AND key = $2",
          [shopId, ada],
        );
        return rows.length === 0;
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(shop.customerTags(ada).filter((tag) => tag.startsWith("kindling:"))).toEqual([]);
    browser.expectError(/404/);
    const gone = await open(`/app/customers/${ada}`);
    await gone.app.getByRole("heading", { name: "Not found" }).waitFor();
    await lookAt(browser, gone, "customer-erased");
  });
});
