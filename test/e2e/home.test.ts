import { expect, test, vi } from "vitest";
import { withShopLock } from "../../app/db/locks.ts";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { openInAdmin } from "../support/admin.ts";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp();
const browser = useBrowser();

test("an empty shop is told that everything listens, and what to do first", async () => {
  await app.install("home-empty");
  const opened = await openInAdmin(app, browser, { shop: "home-empty" });
  const { app: frame } = opened;
  await frame.getByRole("heading", { name: "First steps" }).waitFor();
  await frame.getByText("Nobody shows intent right now.", { exact: false }).waitFor();
  await frame.getByText("No changes yet.").waitFor();
  const button = frame.getByRole("link", { name: /^Open the theme editor/ });
  expect(await button.first().getAttribute("href")).toMatch(
    /^https:\/\/home-empty\.myshopify\.com\/admin\/themes\/current\/editor\?context=apps&activateAppId=kindling-test\/kindling$/,
  );
  await lookAt(browser, opened, "home-empty");
});

test("a shop whose history is still read shows how far, and that nothing is to be done", async () => {
  const { shopId } = await app.install("home-partial");
  // Whoever holds the lock reads the history: here nobody does, so that the page stands still.
  await withShopLock(app.pool, { work: "backfill", shopId }, async () => {
    await app.pool.query("UPDATE shop SET ready_at = NULL WHERE shop_id = $1", [shopId]);
    await app.pool.query(
      `UPDATE backfill SET loaded = 1200, total = 4000, finished_at = NULL, started_at = $2
       WHERE shop_id = $1 AND resource = 'orders'`,
      [shopId, new Date(app.devStore.clock.now() - 60_000)],
    );
    const opened = await openInAdmin(app, browser, { shop: "home-partial" });
    await opened.app.getByText("1,200 of 4,000").waitFor();
    await opened.app.getByText(/^About \d+ min left$/).waitFor();
    await lookAt(browser, opened, "home-partial");
    await opened.page.close();
  });
});

test("a shop of many customers shows its numbers; the first steps can be put away and brought back", async () => {
  const { shop, shopId } = await app.install("home-full", {
    before: (made) => {
      loadSeed({ shop: made, endAt: app.devStore.clock.now(), seed: 5, customers: 60 });
    },
  });
  const { id } = shop.createCustomer({ firstName: "Ada" });
  shop.upsertCheckout({ token: "of-ada", customerId: id, lines: [] });
  await app.settle(shopId);
  await vi.waitUntil(async () => {
    const { rows } = await app.pool.query("SELECT FROM segment_sum WHERE shop_id = $1", [shopId]);
    return rows.length > 0;
  }, 20_000);
  const opened = await openInAdmin(app, browser, { shop: "home-full" });
  const { app: frame, page } = opened;
  await frame
    .getByRole("link", { name: `Customer ${id}` })
    .first()
    .waitFor();
  await frame.getByText("tags, all written", { exact: false }).waitFor();
  await lookAt(browser, opened, "home-full");

  await frame.getByRole("button", { name: "Hide" }).click();
  await frame.getByRole("heading", { name: "First steps" }).waitFor({ state: "detached" });
  await frame.getByRole("heading", { name: "Next", exact: true }).waitFor();
  await lookAt(browser, opened, "home-next-step");
  await page.reload();
  await frame.getByRole("heading", { name: "Next", exact: true }).waitFor();
  expect(await frame.getByRole("heading", { name: "First steps" }).count()).toBe(0);
  await frame.getByRole("button", { name: "Show first steps" }).click();
  await frame.getByRole("heading", { name: "First steps" }).waitFor();

  await page.getByLabel("Your language").selectOption("de");
  await frame.getByRole("heading", { name: "Erste Schritte" }).waitFor();
  await lookAt(browser, opened, "home-german");
});
