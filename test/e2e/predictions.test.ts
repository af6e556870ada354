import { beforeAll, describe, expect, test } from "vitest";
import { readModelCard, type FittedCard } from "../../app/queries/read-model-card.ts";
import type { CustomerOutlook } from "../../app/pipeline/predict/shop/outlook.ts";
import { formatCount, formatShare } from "../../app/components/format/format-number.ts";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { isTooWide, openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

const CUSTOMERS = 120;

const app = useApp();
const browser = useBrowser();
let installed: Installed;
let fitted: FittedCard;

const open = (path: string, at: { shop?: string; isPhone?: boolean } = {}) =>
  openInAdmin(app, browser, { shop: "foretold", path, ...at });

/** The customer with the most orders among those of whom something is expected. */
async function findRegular(): Promise<{ customerId: string; outlook: CustomerOutlook }> {
  const { rows } = await app.pool.query<{ customerId: string; outlook: CustomerOutlook }>(
    `SELECT customer_id AS "customerId", outlook FROM profile
     WHERE shop_id = $1 AND outlook IS NOT NULL ORDER BY (SELECT count(*) FROM customer_order
       WHERE shop_id = $1 AND customer_order.customer_id = profile.customer_id) DESC LIMIT 1`,
    [installed.shopId],
  );
  const [regular] = rows;
  if (regular === undefined) throw new Error("the worker predicts everybody who ordered");
  return regular;
}

beforeAll(async () => {
  const endAt = app.devStore.clock.now();
  installed = await app.install("foretold", {
    before: (shop) => loadSeed({ shop, endAt, seed: 5, customers: CUSTOMERS }),
  });
  await app.install("orderless");
  const card = await readModelCard(installed.shopId, app.pool);
  if (card === null) throw new Error("the worker fits a shop once its history is read");
  fitted = card;
}, 180_000);

describe("the page of predictions", () => {
  test("says what is served over each horizon, and from how much it was learned", async () => {
    const { page, app: frame } = await open("/app/predictions");
    await frame.getByText(formatCount(fitted.card.customers), { exact: true }).first().waitFor();
    const table = frame.getByRole("table", { name: "Which model is served" });
    expect(await table.getByRole("rowheader").allInnerTexts()).toEqual([
      "7 days",
      "30 days",
      `${Math.round(fitted.card.tasks.horizon.horizonDays)} days, your shop's own span`,
      "365 days",
    ]);
    await browser.screenshot(page, "predictions");
  });

  test("has every model's figures for the chosen horizon, the served one marked", async () => {
    const { app: frame } = await open("/app/predictions");
    await frame.getByRole("button", { name: "7 days", exact: true }).click();
    const table = frame.getByRole("table", { name: "How every model did" });
    const { models } = fitted.card.tasks.week;
    expect(await table.getByRole("rowheader").count()).toBe(models.length);
    const row = table.getByRole("row").filter({ hasText: "Same for all" });
    const brier = models.find(({ name }) => name === "base-rate")?.brier ?? Number.NaN;
    expect(await row.getByRole("cell").last().innerText()).toBe(brier.toFixed(4));
    expect(await table.getByText("Served", { exact: true }).count()).toBe(1);
  });

  test("has the numbers of the plot as a table", async () => {
    const { app: frame } = await open("/app/predictions");
    await frame.getByRole("img", { name: /^Told and come true: told/ }).waitFor();
    await frame.getByRole("button", { name: "Show table" }).click();
    const table = frame.getByRole("table", { name: "Told and come true" });
    const { bins } = fitted.card.tasks.horizon;
    expect(await table.getByRole("rowheader").count()).toBe(bins.length);
  });

  test("fits a phone", async () => {
    const { page, app: frame } = await open("/app/predictions", { isPhone: true });
    expect(await isTooWide(frame)).toBe(false);
    await browser.screenshot(page, "predictions-phone");
  });

  test("of a shop without an order says what it waits for", async () => {
    const { app: frame } = await open("/app/predictions", { shop: "orderless" });
    await frame.getByRole("heading", { name: "Nothing has been learned yet" }).waitFor();
    expect(await frame.getByRole("table").count()).toBe(0);
  });
});

describe("a customer's page", () => {
  test("says how likely they are to order, as the database has it", async () => {
    const { customerId, outlook } = await findRegular();
    const { page, app: frame } = await open(`/app/customers/${customerId}`);
    await frame.getByRole("heading", { name: "Outlook" }).waitFor();
    const table = frame.getByRole("table", { name: "Probability to order" });
    const month = table.getByRole("row").filter({ hasText: "30 days" }).getByRole("cell");
    expect((await month.first().innerText()).trim()).toBe(formatShare(outlook.month.value, 1));
    expect(await month.nth(1).innerText()).toBe(
      `${formatShare(outlook.month.low, 1)} to ${formatShare(outlook.month.high, 1)}`,
    );
    await browser.screenshot(page, "customer-outlook");
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await isTooWide(frame)).toBe(false);
    await browser.screenshot(page, "customer-outlook-phone");
  });

  test("of somebody who never ordered says so", async () => {
    const { id } = installed.shop.createCustomer({ firstName: "Ada" });
    await app.settle(installed.shopId);
    const { app: frame } = await open(`/app/customers/${id}`);
    await frame.getByText("Nothing is predicted before the first order.").waitFor();
  });
});
