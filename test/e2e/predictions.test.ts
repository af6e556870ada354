import { beforeAll, describe, expect, test } from "vitest";
import { peakBytes } from "../../app/operations/peak-bytes.ts";
import { readBacktests } from "../../app/queries/read-backtests.ts";
import { readModelCard, type FittedCard } from "../../app/queries/read-model-card.ts";
import type { CustomerOutlook } from "../../app/pipeline/predict/shop/outlook.ts";
import type { VisitOutlook } from "../../app/pipeline/predict/visits/visit-outlook.ts";
import { fitPredictions } from "../../app/services/fit-predictions.ts";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { SIMULATION_START } from "../support/visitors/simulate-visitors.ts";
import { simulateFacts } from "../support/visitors/simulated-facts.ts";
import { plantVisits } from "../support/visitors/plant-visits.ts";
import { deliver } from "../support/deliver.ts";
import { DAY_MS } from "../support/app-shop.ts";
import { isTooWide, openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";
import { testWords } from "../support/words.ts";

const { format } = testWords("predictions");
const CUSTOMERS = 120;
const DAYS = 60;

const app = useApp();
const browser = useBrowser();
let installed: Installed;
let fitted: FittedCard;
let regular: string;
let newcomer: string;
let stranger: string;

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

/** Two months of visitors, learned from as by the worker each night; then a customer looks around. */
async function visitShop(now: number): Promise<void> {
  const { shopId, domain } = installed;
  const people = simulateFacts({ seed: 3, persons: 500, days: DAYS, eagerness: 1 });
  const shiftMs = now - SIMULATION_START - DAYS * DAY_MS;
  await plantVisits(app.pool, shopId, { people, shiftMs, now });
  await fitPredictions({
    pool: app.pool,
    shopId,
    now: app.devStore.clock.now(),
    stopwatch: () => performance.now() / 1000,
    peakBytes,
  });
  regular = (await findRegular()).customerId;
  newcomer = String(installed.shop.createCustomer({ firstName: "Ada" }).id);
  stranger = String(installed.shop.createCustomer({ firstName: "Bea" }).id);
  for (const [place, customerId] of [regular, newcomer].entries()) {
    const at = app.devStore.clock.now();
    const body = JSON.stringify({
      clientId: `30000000-0000-4000-8000-00000000000${place}`,
      consent: { analytics: true, marketing: true },
      sentAt: new Date(at).toISOString(),
      events: ["product_viewed", "product_added_to_cart", "cart_viewed"].map((kind, step) => ({
        kind,
        occurredAt: new Date(at - (3 - step) * 20_000).toISOString(),
        path: "/products/mug",
        productId: "3",
      })),
    });
    await deliver(app.pool, domain, { delivery: { kind: "browse", customerId, body, at } });
  }
  await app.settle(shopId);
}

async function findVisit(customerId: string): Promise<VisitOutlook> {
  const { rows } = await app.pool.query<{ visit: VisitOutlook | null }>(
    "SELECT visit_outlook AS visit FROM profile WHERE shop_id = $1 AND customer_id = $2",
    [installed.shopId, customerId],
  );
  const visit = rows[0]?.visit;
  if (!visit) throw new Error("whoever was there is told of");
  return visit;
}

beforeAll(async () => {
  const endAt = app.devStore.clock.now();
  installed = await app.install("foretold", {
    before: (shop) => loadSeed({ shop, endAt, seed: 5, customers: CUSTOMERS }),
  });
  await app.install("orderless");
  await visitShop(endAt);
  const card = await readModelCard(installed.shopId, app.pool);
  if (card === null) throw new Error("the worker fits a shop once its history is read");
  fitted = card;
}, 180_000);

describe("the page of predictions", () => {
  test("says what is served over each horizon, and from how much it was learned", async () => {
    const { app: frame } = await open("/app/predictions");
    await frame.getByText(format.count(fitted.card.customers), { exact: true }).first().waitFor();
    const table = frame.getByRole("table", { name: "Which model is served" });
    expect(await table.getByRole("rowheader").allInnerTexts()).toEqual([
      "7 days",
      "30 days",
      `${Math.round(fitted.card.tasks.horizon.horizonDays)} days, your shop’s own span`,
      "365 days",
    ]);
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
    await frame.getByRole("application", { name: /^Told and come true/ }).waitFor();
    await frame.getByRole("button", { name: "Show as table" }).first().click();
    const table = frame.getByRole("table", { name: "Told and come true" });
    const { bins } = fitted.card.tasks.horizon;
    expect(await table.getByRole("rowheader").count()).toBe(bins.length);
  });

  test("shows how predictions did over time, and whom a list of the likeliest reaches", async () => {
    const opened = await open("/app/predictions?within=week&metric=brier");
    const { app: frame } = opened;
    await frame.getByRole("application", { name: /^Reached by the likeliest/ }).waitFor();
    await frame.getByRole("application", { name: /^Backtest over time/ }).waitFor();
    await frame.getByRole("table", { name: "Dates told for the next order" }).waitFor();
    await lookAt(browser, opened, "predictions-full");
    await frame.getByRole("button", { name: "Show as table" }).last().click();
    const table = frame.getByRole("table", { name: "Backtest over time" });
    const { week = [] } = await readBacktests(installed.shopId, app.pool);
    expect(await table.getByRole("rowheader").count()).toBe(week.length);
    const newest = table.getByRole("row").last().getByRole("cell");
    expect(await newest.first().innerText()).toBe((week.at(-1)?.brier ?? 0).toFixed(4));
    // The figure of the table of models is the mean over the dates of the newest fit.
    const { trials, models, champion } = fitted.card.tasks.week;
    const told = trials.flatMap(({ judged }) => judged?.brier ?? []);
    expect(told.reduce((sum, each) => sum + each, 0) / told.length).toBeCloseTo(
      models.find(({ name }) => name === champion)?.brier ?? 0,
      9,
    );
  });

  test("folds the models on a phone", async () => {
    const { app: frame } = await open("/app/predictions", { isPhone: true });
    const table = frame.getByRole("table", { name: "How every model did" });
    expect(await table.getByRole("rowheader").count()).toBe(3);
    await frame.getByRole("button", { name: /^Show \d+ more models$/ }).click();
    expect(await table.getByRole("rowheader").count()).toBe(
      fitted.card.tasks.horizon.models.length,
    );
    expect(await isTooWide(frame)).toBe(false);
  });

  test("speaks German", async () => {
    const other = await open("/app/predictions");
    await other.page.getByLabel("Your language").selectOption("de");
    await other.app.getByRole("heading", { name: "Was gilt, und warum" }).waitFor();
    await lookAt(browser, other, "predictions-german");
  });

  test("says the same of visitors, with the simple rules beside what was learned", async () => {
    const { page, app: frame } = await open("/app/predictions");
    await frame.getByRole("button", { name: "Visitors", exact: true }).click();
    const served = frame.getByRole("table", { name: "Which model is served" });
    // The page of customers stands until the other one has come.
    await expect
      .poll(() => served.getByRole("rowheader").allInnerTexts(), { timeout: 30_000 })
      .toEqual(["1 hour, this visit", "24 hours", "7 days, before a first order"]);
    const { visits } = fitted.card;
    await frame.getByText(format.count(visits?.people ?? 0), { exact: true }).waitFor();
    const models = frame.getByRole("table", { name: "How every model did" });
    expect(await models.getByRole("rowheader").count()).toBe(7);
    await lookAt(browser, { page, app: frame }, "predictions-visitors");
  });

  test("of a shop in which nobody was seen tells of its customers, and what visitors wait for", async () => {
    const { shopId } = installed;
    const { rows } = await app.pool.query<{ fitId: number; visits: string }>(
      `SELECT fit_id AS "fitId", (card->'visits')::text AS visits FROM prediction_fit
       WHERE shop_id = $1 ORDER BY fit_id DESC LIMIT 1`,
      [shopId],
    );
    const fit = [shopId, rows[0]?.fitId];
    await app.pool.query(
      "UPDATE prediction_fit SET card = card - 'visits' WHERE shop_id = $1 AND fit_id = $2",
      fit,
    );
    const opened = await open("/app/predictions?of=visitors");
    await opened.app
      .getByRole("heading", { name: "Nothing has been learned of visitors yet" })
      .waitFor();
    await lookAt(browser, opened, "predictions-unseen");
    await app.pool.query(
      `UPDATE prediction_fit SET card = card || jsonb_build_object('visits', $3::jsonb)
       WHERE shop_id = $1 AND fit_id = $2`,
      [...fit, rows[0]?.visits],
    );
  });

  test("of a shop without an order says what it waits for", async () => {
    const opened = await open("/app/predictions", { shop: "orderless" });
    const { app: frame } = opened;
    await frame.getByRole("heading", { name: "Nothing has been learned yet" }).waitFor();
    await lookAt(browser, opened, "predictions-empty");
    expect(await frame.getByRole("table").count()).toBe(0);
  });
});

describe("a customer's page", () => {
  test("says how likely they are to order, as the database has it", async () => {
    const { customerId, outlook } = await findRegular();
    const opened = await open(`/app/customers/${customerId}`);
    const { app: frame } = opened;
    await frame.getByRole("heading", { name: "Outlook" }).waitFor();
    const table = frame.getByRole("table", { name: "Probability to order" });
    const month = table.getByRole("row").filter({ hasText: "30 days" }).getByRole("cell");
    expect((await month.first().innerText()).trim()).toBe(format.share(outlook.month.value, 1));
    expect(await month.nth(1).innerText()).toBe(
      `${format.share(outlook.month.low, 1)} to ${format.share(outlook.month.high, 1)}`,
    );
    await lookAt(browser, opened, "customer-outlook");
  });

  test("of somebody who never ordered and was not there says so", async () => {
    const opened = await open(`/app/customers/${stranger}`);
    await opened.app.getByText("Nothing is predicted: there is no order yet").waitFor();
    await lookAt(browser, opened, "customer-empty");
  });

  test("says of a visitor how likely they are to order within this visit", async () => {
    for (const customerId of [regular, newcomer]) {
      const { hour } = await findVisit(customerId);
      const opened = await open(`/app/customers/${customerId}`);
      const table = opened.app.getByRole("table", { name: "Probability to order" });
      const row = table.getByRole("row").filter({ hasText: "1 hour, this visit" });
      expect((await row.getByRole("cell").first().innerText()).trim()).toBe(
        format.share(hour.value, 1),
      );
      if (customerId === newcomer) await lookAt(browser, opened, "customer-newcomer");
    }
  });
});
