import { beforeAll, describe, expect, test, vi } from "vitest";
import { INSIGHT_NAMES } from "../../app/db/insights/insight-values.ts";
import { withShopLock } from "../../app/db/locks.ts";
import { keepInsights } from "../../app/services/insights/keep-insights.ts";
import { openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { fillInsights } from "../support/fill-insights.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp();
const browser = useBrowser();
let full: Installed;
const open = (path = "", shop = "told") =>
  openInAdmin(app, browser, { shop, path: `/app/insights${path}` });

/** A shop of 400 customers over a year, and one without anything. */
beforeAll(async () => {
  await app.install("untold");
  full = await app.install("told");
  const now = app.devStore.clock.now();
  await vi.waitUntil(() => isMeasured(full.shopId), { timeout: 60_000, interval: 50 });
  await fillInsights(app.pool, { shopId: full.shopId, now });
  await app.pool.query("DELETE FROM insight WHERE shop_id = $1", [full.shopId]);
  await keepInsights({ pool: app.pool, shopId: full.shopId, now, stopwatch: () => 0 });
}, 120_000);

/** Until then the worker would score who is filled in, by a measure of nobody's orders: everybody would leave their group. */
async function isMeasured(shopId: number): Promise<boolean> {
  const { rowCount } = await app.pool.query(
    `SELECT FROM benchmark WHERE shop_id = $1 AND day > 0 AND NOT is_stale
       AND NOT EXISTS (SELECT FROM due_range WHERE due_range.shop_id = $1)`,
    [shopId],
  );
  return rowCount === 1;
}

describe("insights", () => {
  test("tell of every part what is there, in plots that keys can read and tables that can be saved", async () => {
    const opened = await open();
    const { app: frame, page } = opened;
    await frame.getByRole("heading", { name: "From looking to ordering" }).waitFor();
    const steps = frame.getByRole("list").filter({ hasText: "Looked at a product" });
    expect(await steps.getByRole("listitem").count()).toBe(4);
    await lookAt(browser, opened, "insights-funnel");

    const plot = frame.getByRole("application", { name: /^Day by day/ });
    await plot.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await frame.locator(".k-plot-told", { hasText: /: Ordered .*%, Had something/ }).waitFor();
    await frame.locator(".k-plot-tip").waitFor();
    await browser.screenshot(page, "insights-tip");

    await frame.getByRole("button", { name: "Show as table" }).first().click();
    const table = frame.getByRole("table", { name: "From looking to ordering" });
    expect(await table.getByRole("rowheader").allInnerTexts()).toEqual([
      "Looked at a product",
      "Had something in the cart",
      "Began the checkout",
      "Ordered",
    ]);
    const download = page.waitForEvent("download");
    await frame.getByRole("button", { name: "Save as CSV" }).click();
    expect((await download).suggestedFilename()).toBe("from-looking-to-ordering.csv");
    await lookAt(browser, opened, "insights-funnel-table");
  });

  test("keep every choice in the address", async () => {
    const { app: frame, page } = await open();
    await frame.getByRole("button", { name: "Last 90 days" }).click();
    await frame.getByRole("link", { name: "Channels" }).click();
    await frame.getByRole("heading", { name: "What channels brought" }).waitFor();
    await frame.getByRole("link", { name: "Funnel" }).click();
    await frame.getByRole("heading", { name: "Day by day" }).waitFor();
    expect(
      await frame.getByRole("button", { name: "Last 90 days" }).getAttribute("aria-pressed"),
    ).toBe("true");
    await page.goBack();
    await frame.getByRole("heading", { name: "What channels brought" }).waitFor();
  });

  for (const [tab, heading] of [
    ["groups", "Who moved between groups"],
    ["retention", "Do customers come back?"],
    ["channels", "What channels brought"],
    ["scores", "Who bought, by score"],
    ["maturity", "How far along your shop is"],
  ] as const) {
    test(`show ${tab}`, async () => {
      const opened = await open(`?tab=${tab}`);
      await opened.app.getByRole("heading", { name: heading }).waitFor();
      await lookAt(browser, opened, `insights-${tab}`);
    });
  }

  test("say what is missing where there is nothing", async () => {
    const titles = {
      funnel: "Nobody was seen in your shop in this period",
      groups: "There are no groups yet",
      retention: "There is no order of a customer yet",
      channels: "No channel has brought a customer yet",
      scores: "Not enough days of scores yet",
      maturity: "How far along your shop is",
    };
    const { rows } = await app.pool.query<{ shopId: number }>(
      `SELECT shop_id AS "shopId" FROM shop WHERE domain = 'untold.myshopify.com'`,
    );
    const shopId = rows[0]?.shopId ?? 0;
    await app.pool.query(
      `INSERT INTO benchmark (shop_id, day, is_stale, computed_at, values, history_from) VALUES ($1, 10, false, now(), 'null', 11)
       ON CONFLICT (shop_id) DO UPDATE SET day = 10, history_from = 11`,
      [shopId],
    );
    await keepInsights({
      pool: app.pool,
      shopId,
      now: app.devStore.clock.now(),
      stopwatch: () => 0,
    });
    for (const [tab, title] of Object.entries(titles)) {
      const opened = await open(`?tab=${tab}`, "untold");
      await opened.app.getByRole("heading", { name: title }).first().waitFor();
      if (tab === "funnel" || tab === "maturity")
        await lookAt(browser, opened, `insights-${tab}-empty`);
      await opened.page.close();
    }
    await app.pool.query("DELETE FROM insight WHERE shop_id = $1 AND name = ANY($2)", [
      shopId,
      INSIGHT_NAMES,
    ]);
  });

  test("speak German and French", async () => {
    const opened = await open("?tab=maturity");
    const { page, app: frame } = opened;
    await page.getByLabel("Your language").selectOption("de");
    await frame.getByRole("heading", { name: "Wie weit dein Shop ist" }).waitFor();
    await lookAt(browser, opened, "insights-maturity-german");
    await frame.getByRole("link", { name: "Wirken die Scores?" }).click();
    await frame.getByRole("heading", { name: "Wer gekauft hat, nach Score" }).waitFor();
    await lookAt(browser, opened, "insights-scores-german");
    await page.getByLabel("Your language").selectOption("fr");
    await frame.getByRole("heading", { name: "Qui a acheté, selon le score" }).waitFor();
    await lookAt(browser, opened, "insights-scores-french");
  });

  test("show what is counted where another part is not yet", async () => {
    // Whoever holds the lock counts: here nobody does, so that the part stays away.
    const look = async (): Promise<void> => {
      await app.pool.query("DELETE FROM insight WHERE shop_id = $1 AND name = 'bands'", [
        full.shopId,
      ]);
      const opened = await open("?tab=scores");
      await opened.app.getByRole("heading", { name: "Not enough days of scores yet" }).waitFor();
      await opened.app.getByRole("heading", { name: "Scores over time" }).waitFor();
      await lookAt(browser, opened, "insights-scores-partial");
    };
    const lock = { work: "insights", shopId: full.shopId } as const;
    await vi.waitUntil(
      async () => (await withShopLock(app.pool, lock, look)).outcome === "done",
      60_000,
    );
  });
});
