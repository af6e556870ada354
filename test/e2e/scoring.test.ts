import { beforeAll, describe, expect, test } from "vitest";
import { openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const DAY_MS = 24 * 3_600_000;
const app = useApp();
const browser = useBrowser();
let installed: Installed;
let customerId = "";
/** UTC days: of the first visit, and of now. */
let firstDay = "";
let today = "";

let shops = 0;
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const open = (path: string) => openInAdmin(app, browser, { shop: `scored-${shops}`, path });

/** A shop with a customer who filled a cart, began a checkout, took it all out again and bought something days later. */
async function fillShop(): Promise<void> {
  shops += 1;
  installed = await app.install(`scored-${shops}`);
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
}
beforeAll(fillShop);

describe("a customer's page", () => {
  test("shows how the scores went, and the ledger of any day", async () => {
    const opened = await open(`/app/customers/${customerId}`);
    const { app: frame } = opened;
    await frame.getByRole("heading", { name: "Score history" }).waitFor();
    await frame.getByRole("button", { name: "Show as table" }).click();
    const table = frame.getByRole("table", { name: "Score history" });
    expect(await table.getByRole("rowheader").count()).toBe(4);
    await frame.getByLabel("Scores at the end of the day (UTC)").fill(firstDay);
    await frame.getByText(/^As they were at .* by version 1 of the model \(Standard\)/).waitFor();
    expect(await frame.getByLabel("Scores at the end of the day (UTC)").inputValue()).toBe(
      firstDay,
    );
    const intent = table.getByRole("row").nth(1).getByRole("cell").nth(1);
    const points = await intent.innerText();
    await frame.getByRole("button", { name: /^Intent \d/ }).click();
    const ledger = frame.getByRole("table", { name: "What the intent score is made of" });
    expect(await ledger.getByRole("rowheader").allInnerTexts()).toEqual([
      "Checkout started",
      "Cart updated",
      "Intent score",
    ]);
    // The history rounds to tenths, the ledger to hundredths.
    const sum = Number(await ledger.getByRole("cell").last().innerText());
    expect(Math.abs(sum - Number(points))).toBeLessThan(0.06);
    await lookAt(browser, opened, "customer-past");

    await frame.getByRole("button", { name: "Now", exact: true }).click();
    await frame.getByText(/^0 to 100 points, as of/).waitFor();
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
});

describe("the page of scoring", () => {
  test("shows what a changed number would do before it is published", async () => {
    const opened = await open("/app/scoring");
    const { page, app: frame } = opened;
    await frame.getByText("By version 1: Standard").waitFor();
    await frame.getByText("Counted: the only customer of your shop.").waitFor();
    await lookAt(browser, opened, "scoring-full");

    await frame.getByRole("button", { name: "Engagement", exact: true }).first().click();
    await frame.getByText("Counts 30 points and halves in 42 days, at most 2 a day").waitFor();
    await frame.getByRole("button", { name: "Edit Order placed" }).click();
    await frame.getByLabel("Points", { exact: true }).fill("60");
    await frame.getByText("Counts 60 points and halves in 42 days, at most 2 a day").waitFor();
    const rising = frame.getByRole("table", { name: "Rising most" });
    await rising.getByRole("link", { name: customerId }).waitFor();
    expect(await rising.getByRole("row").last().innerText()).toMatch(/Order placed \+\d/);
    await lookAt(browser, opened, "scoring-changed");

    // What cannot stand there is told at the field, and is not published.
    await frame.getByLabel("Points", { exact: true }).fill("600");
    await frame.getByText("From 0 to 100.").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect(await frame.getByRole("dialog").count()).toBe(0);
    await lookAt(browser, opened, "scoring-refused");
    await page.getByRole("button", { name: "Discard", exact: true }).click();
    await frame.getByText("Counts 30 points and halves in 42 days, at most 2 a day").waitFor();

    // A signal that the score does not name counts once it is added, and is taken back as easily.
    await frame.getByLabel("Add a signal to Browsing").selectOption({ label: "Pictures opened" });
    await frame.getByText("Counts 1 point and halves in 7 days, at most 1 a day").waitFor();
    await frame.getByRole("button", { name: "Edit Pictures opened" }).click();
    await frame.getByRole("button", { name: "Remove Pictures opened" }).click();
    await frame.getByRole("heading", { name: "Pictures opened" }).waitFor({ state: "detached" });
  });

  test("refuses numbers that cannot be together, at their place", async () => {
    const { app: frame } = await open("/app/scoring?part=whole");
    await frame.getByLabel("Most points from what anybody could have sent: exactly").fill("90");
    await frame.getByText(/^What anybody could have sent is a part of what/).waitFor();
  });

  test("tries a preset, publishes it with a note, compares and restores", async ({ task }) => {
    // A shop in which another try has published something is no more as this one expects it.
    if ((task.result?.retryCount ?? 0) > 0) await fillShop();
    const opened = await open("/app/scoring?view=presets");
    const { page, app: frame } = opened;
    await frame.getByRole("button", { name: "What differs in Fast fashion" }).click();
    const differs = frame.getByRole("table", { name: "What differs in Fast fashion" });
    expect(await differs.getByRole("rowheader").count()).toBe(12);
    await lookAt(browser, opened, "scoring-presets");

    await frame.getByRole("link", { name: "Try Fast fashion" }).click();
    const viewed = frame.getByRole("listitem").filter({ hasText: "Product viewed" });
    await viewed.getByText("Changed").waitFor();
    await viewed
      .getByText(
        "Counts 6 points and halves in 12 hours, at most 15 a day. After 2 days nothing is left",
      )
      .waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = frame.getByRole("dialog");
    await dialog.getByText("Publish version 2?").waitFor();
    const changes = dialog.getByRole("table", { name: "What changes" });
    expect(await changes.getByRole("rowheader").count()).toBe(12);
    await dialog.getByLabel("Note").fill("Summer drop");
    await lookAt(browser, opened, "scoring-publish");
    await dialog.getByRole("button", { name: "Publish" }).click();
    await frame.getByText("By version 2: Fast fashion").waitFor();

    await frame.getByRole("link", { name: "Versions" }).click();
    const versions = frame.getByRole("table", { name: "Versions of the scoring model" });
    await versions.waitFor();
    expect(await versions.getByRole("rowheader").allInnerTexts()).toEqual([
      "Version 2",
      "Version 1",
    ]);
    await versions.getByText("Summer drop").waitFor();
    const compared = frame.getByRole("table", { name: "Compare" });
    expect(await compared.getByRole("rowheader").count()).toBe(12);
    await lookAt(browser, opened, "scoring-versions");

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

    // Somebody else changes a number, while version 3 comes into force.
    const other = await open("/app/scoring");
    await other.app.getByLabel("Browsing: most points together: exactly").fill("30");
    await frame.getByRole("link", { name: "Restore version 1" }).click();
    await frame.getByText("Counts 6 points and halves in 1 day, at most 10 a day").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.getByRole("button", { name: "Publish" }).click();
    await frame.getByText("By version 3: Standard").waitFor();
    await other.page.getByRole("button", { name: "Save", exact: true }).click();
    await other.app.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await other.app.getByText("Version 3 came into force meanwhile.", { exact: false }).waitFor();
    await lookAt(browser, other, "scoring-stale");
  });

  test("of a shop without customers shows the numbers, and whom they would concern: nobody", async () => {
    await app.install("unscored");
    const opened = await openInAdmin(app, browser, { shop: "unscored", path: "/app/scoring" });
    await opened.app.getByText("Your shop has no customers yet.").waitFor();
    await lookAt(browser, opened, "scoring-empty");
  });

  test("says when it could not be computed, and speaks German", async () => {
    const opened = await open("/app/scoring");
    const { page, app: frame } = opened;
    await frame.getByText("Counted: the only customer of your shop.").waitFor();
    browser.expectError(/500|Unexpected Server Error/);
    await page.route(/scoring-preview/, (route) => route.fulfill({ status: 500 }));
    await frame.getByLabel("Browsing: most points together: exactly").fill("30");
    await frame.getByText("This could not be computed just now.").first().waitFor();
    await lookAt(browser, opened, "scoring-not-computed");
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await frame.getByRole("button", { name: "Try again" }).first().click();
    await frame.getByText("Counted: the only customer of your shop.").waitFor();
    await page.getByRole("button", { name: "Discard", exact: true }).click();

    const other = await open("/app/scoring");
    await other.page.getByLabel("Your language").selectOption("de");
    await other.app.getByText("Gezählt: der einzige Kunde deines Shops.").waitFor();
    await lookAt(browser, other, "scoring-german");
  });
});
