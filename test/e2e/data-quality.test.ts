import { beforeAll, describe, expect, test, vi } from "vitest";
import { addIntake } from "../../app/db/intake.ts";
import { noteChange } from "../../app/db/shop-changes.ts";
import { openInAdmin } from "../support/admin.ts";
import { sendWebhook } from "../support/app-webhooks.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { readMoves, watchMoves } from "../support/page-moves.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp();
const browser = useBrowser();
let installed: Installed;

const open = (path = "", at: { shop?: string } = {}) =>
  openInAdmin(app, browser, { shop: "quality", path: `/app/data-quality${path}`, ...at });

const ORDER = {
  id: 5001,
  created_at: "2026-11-20T10:00:00Z",
  updated_at: "2026-11-20T10:00:00Z",
  currency: "EUR",
  total_price: "12.50",
  customer: { id: 7001 },
};

beforeAll(async () => {
  installed = await app.install("quality");
  await app.install("untouched");
  const { domain, shopId } = installed;
  const webhook = { domain, topic: "orders/create", body: ORDER as unknown, webhookId: "once" };
  for (let times = 0; times < 3; times += 1) await sendWebhook(app, webhook);
  await sendWebhook(app, { ...webhook, body: { ...ORDER, total_price: 12 } });
  await app.settle(shopId);
  const countWebhooks = async (): Promise<number> =>
    (
      await app.pool.query<{ count: number }>(
        `SELECT COALESCE(sum(count), 0)::int AS count FROM intake_minute
         WHERE shop_id = $1 AND source = 'webhook'`,
        [shopId],
      )
    ).rows[0]?.count ?? 0;
  await vi.waitUntil(async () => (await countWebhooks()) === 4, { timeout: 10_000 });
});

describe("the page of data quality", () => {
  test("has a row for each source, with what came, what was dropped and what was refused", async () => {
    const { page, app: frame } = await open();
    const table = frame.getByRole("table", { name: "Sources" });
    expect(await table.getByRole("rowheader").count()).toBe(7);
    const row = table.getByRole("row").filter({ hasText: "Shopify webhooks" });
    expect(await row.getByRole("cell").allInnerTexts()).toEqual([
      expect.stringContaining("Active"),
      expect.stringMatching(/ago|now/),
      "1",
      "1\n2 duplicates\n1 refused",
      "",
    ]);
    await row
      .getByRole("img", {
        name: "Shopify webhooks by hour, last 24 hours: 1 accepted, 2 duplicates, 1 refused",
      })
      .waitFor();
    await lookAt(browser, { page, app: frame }, "data-quality-full");
  });

  test("says what was refused and what to do about it", async () => {
    const { app: frame } = await open();
    const row = frame
      .getByRole("table", { name: "Refused, and why" })
      .getByRole("row")
      .filter({ hasText: "orders/create: total_price" });
    expect(await row.getByRole("rowheader").innerText()).toContain("A field is not as expected");
    expect(await row.innerText()).toContain("The reason names the field");
  });

  test("asks for the embed where nobody was heard from, with the way into the theme editor", async () => {
    const { app: frame } = await open();
    await frame.getByRole("heading", { name: "One source needs you" }).waitFor();
    const link = frame.getByRole("link", { name: "Activate the theme embed" });
    expect(await link.getAttribute("href")).toBe(
      "https://quality.myshopify.com/admin/themes/current/editor?context=apps&activateAppId=kindling-test/kindling",
    );
    expect(await link.getAttribute("target")).toBe("_blank");
  });

  test("keeps the chosen source and time in its address, and has the numbers of the chart as a table", async () => {
    const { page, app: frame } = await open();
    await frame.getByLabel("Source", { exact: true }).selectOption("Shopify webhooks");
    await frame.getByLabel("Time", { exact: true }).selectOption("Last hour");
    const tally = frame.getByText("1 accepted, 2 duplicates, 1 refused", { exact: true });
    await expect.poll(() => page.url()).toMatch(/source=webhook.*span=hour/);
    await tally.waitFor();
    await page.reload();
    await tally.waitFor();
    await frame.getByRole("button", { name: "Show as table" }).click();
    const rows = frame.getByRole("table", { name: "What came in" }).getByRole("row");
    const counts = (await rows.allInnerTexts())
      .slice(1)
      .map((text) => text.trim().split(/\s+/).slice(1).map(Number));
    expect(counts.reduce((sum, row) => sum + (row[0] ?? 0), 0)).toBe(1);
    expect(counts.reduce((sum, row) => sum + (row[3] ?? 0), 0)).toBe(1);
  });

  test("says why a pixel is not active, and when it is tried again", async () => {
    const { shopId } = installed;
    const { rows } = await app.pool.query<{ id: string }>(
      "SELECT web_pixel_id AS id FROM shop WHERE shop_id = $1",
      [shopId],
    );
    await app.pool.query(
      `UPDATE shop SET web_pixel_id = NULL, pixel_error = 'Access denied for webPixelCreate field.',
         pixel_due_at = $2 WHERE shop_id = $1`,
      [shopId, new Date(app.devStore.clock.now() + 600_000)],
    );
    const { app: frame, page } = await open();
    const row = frame
      .getByRole("table", { name: "Sources" })
      .getByRole("row")
      .filter({ hasText: "Web pixel" });
    expect(await row.innerText()).toContain("Failing");
    expect(await row.innerText()).toContain(
      "It could not be activated: Access denied for webPixelCreate field. Tried again in 10 min.",
    );
    await frame.getByRole("heading", { name: "2 sources need you" }).waitFor();
    await lookAt(browser, { page, app: frame }, "data-quality-partial");
    await app.pool.query(
      "UPDATE shop SET web_pixel_id = $2, pixel_error = NULL WHERE shop_id = $1",
      [shopId, rows[0]?.id],
    );
  });

  test("shows by itself what comes in while it is open", async () => {
    const { app: frame } = await open();
    const cell = frame
      .getByRole("table", { name: "Sources" })
      .getByRole("row")
      .filter({ hasText: "HTTP API" })
      .getByRole("cell")
      .nth(3);
    expect(await cell.innerText()).toBe("0");
    const minute = Math.floor(app.devStore.clock.now() / 60_000);
    const { shopId } = installed;
    await addIntake(app.pool, [
      { shopId, source: "api", minute, outcome: "accepted", reason: "", count: 12_345 },
    ]);
    // As who counts it does.
    await noteChange(app.pool, shopId, ["intake"]);
    await expect.poll(() => cell.innerText(), { timeout: 15_000 }).toBe("12,345");
  });

  test("of a shop from which nothing came says so, without an empty table or chart", async () => {
    const opened = await open("", { shop: "untouched" });
    const { app: frame } = opened;
    await frame.getByText("Nothing was refused.").waitFor();
    await frame.getByText("Every stored event could be read.").waitFor();
    await frame.getByText("Nothing came in.").waitFor();
    await lookAt(browser, opened, "data-quality-empty");
  });

  test("does not move once it is there, and neither do others: what the admin said of the embed is known", async () => {
    // Tells what the admin says.
    const { page: first } = await open("", { shop: "untouched" });
    await vi.waitUntil(async () => {
      const { rowCount } = await app.pool.query(
        "SELECT FROM shop WHERE embed_status = 'inactive' AND domain = 'untouched.myshopify.com'",
      );
      return rowCount === 1;
    }, 20_000);
    await first.close();
    for (const path of ["", "/data-quality", "/scoring"]) {
      const page = await browser.newPage();
      await watchMoves(page);
      await page.goto(`${app.devStore.url}/store/untouched/apps/kindling/app${path}`);
      await page.frameLocator("#app-frame").getByRole("heading", { level: 1 }).waitFor();
      await page.waitForTimeout(700); // in which late parts come
      const { sum, what } = await readMoves(page);
      expect(sum, `/app${path}: ${what.join("; ")}`).toBeLessThan(0.02);
      await page.close();
    }
  });

  test("is found from the app's navigation", async () => {
    const { page, app: frame } = await openInAdmin(app, browser, { shop: "quality" });
    await page.getByRole("link", { name: "Data quality" }).click();
    await frame.getByRole("heading", { level: 1, name: "Data quality" }).waitFor();
  });
});
