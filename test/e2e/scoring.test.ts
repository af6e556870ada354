import { beforeAll, describe, expect, test } from "vitest";
import { isTooWide, openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

const DAY_MS = 24 * 3_600_000;
const app = useApp();
const browser = useBrowser();
let installed: Installed;
let customerId = "";
/** UTC days: of the first visit, and of now. */
let firstDay = "";
let today = "";

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const open = (path: string, isPhone = false) =>
  openInAdmin(app, browser, { shop: "scored", path, isPhone });

/** A customer who filled a cart, began a checkout, took it all out again and bought something days later. */
beforeAll(async () => {
  installed = await app.install("scored");
  const { shop, shopId } = installed;
  const { clock } = app.devStore;
  const lines = [{ title: "Mug", quantity: 1, priceMinor: 2500 }];
  customerId = shop.createCustomer({ firstName: "Ada" }).id;
  firstDay = isoDay(clock.now());
  shop.upsertCart({ token: "first-cart", lines });
  shop.upsertCheckout({ token: "first-checkout", cartToken: "first-cart", customerId, lines });
  await app.settle(shopId);
  for (let day = 1; day <= 4; day += 1) {
    clock.set(clock.now() + DAY_MS);
    if (day === 2) shop.upsertCart({ token: "first-cart", lines: [] });
    if (day === 3) shop.createOrder({ customerId, lines });
    await app.settle(shopId);
  }
  today = isoDay(clock.now());
}, 120_000);

describe("a customer's page", () => {
  test("shows how the scores went, and the ledger of any day", async () => {
    const { page, app: frame } = await open(`/app/customers/${customerId}`);
    await frame.getByRole("heading", { name: "Score history" }).waitFor();
    await frame.getByRole("img", { name: /^Behavior score by day: / }).waitFor();
    await browser.screenshot(page, "customer-history");

    await frame.getByRole("button", { name: "Show table" }).click();
    const table = frame.getByRole("table", { name: "Scores at the end of each day" });
    expect(await table.getByRole("rowheader").count()).toBe(4);
    // The day of the visit is the last one: the newest comes first.
    await table.getByRole("link").last().click();
    await frame.getByText(/^As they were at .* by version 1 of the model \(Standard\)/).waitFor();
    expect(await frame.getByLabel("Scores at the end of the day (UTC)").inputValue()).toBe(
      firstDay,
    );
    const intent = table.getByRole("row").last().getByRole("cell").nth(1);
    const points = await intent.innerText();
    await frame.getByRole("button", { name: /^Intent \d/ }).click();
    const ledger = frame.getByRole("table", { name: "What the intent score is made of" });
    expect(await ledger.getByRole("rowheader").allInnerTexts()).toEqual([
      "Checkout started",
      "Cart updated",
      "Intent score",
    ]);
    expect(Number(await ledger.getByRole("cell").last().innerText()).toFixed(1)).toBe(points);
    await browser.screenshot(page, "customer-past");

    await frame.getByRole("button", { name: "Now", exact: true }).click();
    await frame.getByText(/^0 to 100 points, as of/).waitFor();
    expect(await isTooWide(frame)).toBe(false);
  });

  test("shows in the ledger what took points away, while anything of it is left", async () => {
    const emptiedOn = isoDay(Date.parse(`${firstDay}T00:00:00Z`) + 2 * DAY_MS);
    const { app: frame } = await open(`/app/customers/${customerId}?on=${emptiedOn}`);
    await frame.getByRole("button", { name: /^Intent \d/ }).click();
    const ledger = frame.getByRole("table", { name: "What the intent score is made of" });
    const rows = ledger.getByRole("row").filter({ hasText: "Cart emptied" });
    expect((await rows.allInnerTexts()).join(" ")).toMatch(
      /takes from cart.*-\d.*takes from checkout.*-\d/s,
    );
  });

  test("says of a day that is none, and of one to come, that it shows now", async () => {
    const { app: frame } = await open(`/app/customers/${customerId}?on=yesterday`);
    await frame.getByText("The address names no day. These are the scores of now.").waitFor();
    const later = await open(`/app/customers/${customerId}?on=2999-01-01`);
    await later.app.getByText("That day is still to come. These are the scores of now.").waitFor();
  });

  test("fits a phone", async () => {
    const { page, app: frame } = await open(`/app/customers/${customerId}?on=${firstDay}`, true);
    await frame.getByRole("heading", { name: "Score history" }).waitFor();
    expect(await isTooWide(frame)).toBe(false);
    await browser.screenshot(page, "customer-past-phone");
  });
});

describe("the page of scoring", () => {
  test("fits a phone", async () => {
    const { page, app: frame } = await open("/app/scoring", true);
    await frame.getByRole("heading", { name: "Presets" }).waitFor();
    await frame.getByRole("button", { name: "What differs in Fast fashion" }).click();
    expect(await isTooWide(frame)).toBe(false);
    await browser.screenshot(page, "scoring-phone");
  });

  test("shows the numbers in force, and puts a preset in their place", async () => {
    const { page, app: frame } = await open("/app/scoring");
    await frame.getByText("By version 1: Standard").waitFor();
    const product = frame.getByRole("table", { name: "Intent: product" });
    const viewed = product.getByRole("row").filter({ hasText: "Product viewed" });
    expect(await viewed.getByRole("cell").allInnerTexts()).toEqual(["6", "1 day", "10"]);
    const takers = frame.getByRole("table", { name: "Intent: what takes away" });
    expect(await takers.getByRole("rowheader").allInnerTexts()).toEqual([
      "Removed from cart",
      "Cart emptied",
    ]);
    await page.setViewportSize({ width: 1280, height: 3600 });
    await browser.screenshot(page, "scoring");

    await frame.getByRole("button", { name: "What differs in Fast fashion" }).click();
    const differs = frame.getByRole("table", { name: "What differs in Fast fashion" });
    expect(await differs.getByRole("rowheader").count()).toBe(12);
    await frame.getByRole("button", { name: "Choose Fast fashion" }).click();
    await browser.screenshot(page, "scoring-confirm");
    await frame.getByRole("button", { name: "Leave it" }).click();
    await frame.getByRole("button", { name: "Choose Fast fashion" }).click();
    await frame.getByRole("button", { name: "Score by Fast fashion" }).click();
    await frame
      .getByText("Version 2 is in force. All customers are scored anew within minutes.")
      .waitFor();
    await frame.getByText("By version 2: Fast fashion").waitFor();
    expect(await viewed.getByRole("cell").allInnerTexts()).toEqual([
      "6",
      "12 hours",
      "15",
      "2 days",
    ]);
    const versions = frame.getByRole("table", { name: "Versions of the scoring model" });
    expect(await versions.getByRole("rowheader").allInnerTexts()).toEqual([
      "Version 2",
      "Version 1",
    ]);

    // Everybody is scored anew, and the past keeps its model.
    await app.settle(installed.shopId);
    const { rows } = await app.pool.query<{ versions: number[] }>(
      `SELECT array_agg(DISTINCT model_version) AS versions FROM profile WHERE shop_id = $1`,
      [installed.shopId],
    );
    expect(rows).toEqual([{ versions: [2] }]);
    const past = await open(`/app/customers/${customerId}?on=${firstDay}`);
    await past.app.getByText(/by version 1 of the model \(Standard\)/).waitFor();
    const now = await open(`/app/customers/${customerId}?on=${today}`);
    await now.app.getByText(/by version 2 of the model \(Fast fashion\)/).waitFor();
  });
});
