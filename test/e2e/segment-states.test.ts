import { expect, test, vi } from "vitest";
import { withShopLock } from "../../app/db/locks.ts";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { openInAdmin } from "../support/admin.ts";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp();
const browser = useBrowser();

const open = (path: string, shop = "segments-full") => openInAdmin(app, browser, { shop, path });

test("a shop without members, and one without segments, say what segments are for", async () => {
  const { shopId } = await app.install("segments-empty");
  const member = await open("/app/segments/vip", "segments-empty");
  await member.app.getByText("Nobody now. Customers enter the moment", { exact: false }).waitFor();
  await lookAt(browser, member, "segment-empty");
  for (const table of ["segment_version", "segment_build", "segment"]) {
    await app.pool.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
  }
  const list = await open("/app/segments", "segments-empty");
  await list.app.getByRole("heading", { name: "No segment yet" }).waitFor();
  await lookAt(browser, list, "segments-empty");
});

test("a shop of customers shows sizes, revenue and uses; the list is searched, sorted and saved", async () => {
  const { shopId } = await app.install("segments-full", {
    before: (made) => {
      loadSeed({ shop: made, endAt: app.devStore.clock.now(), seed: 5, customers: 60 });
      made.createSegment({
        name: "VIP newsletter",
        query: "customer_tags CONTAINS 'kindling:vip'",
      });
    },
  });
  await app.settle(shopId);
  await vi.waitUntil(async () => {
    const { rows } = await app.pool.query(
      "SELECT FROM segment_sum WHERE shop_id = $1 AND customers > 0",
      [shopId],
    );
    return rows.length > 0;
  }, 20_000);
  const opened = await open("/app/segments");
  const { app: frame, page } = opened;
  await frame.getByText(/^Revenue counted /).waitFor();
  await lookAt(browser, opened, "segments-full");

  await frame.getByRole("link", { name: /^Revenue, 30 days/ }).click();
  await frame
    .getByRole("columnheader", { name: /^Revenue/ })
    .and(frame.locator("[aria-sort=descending]"))
    .waitFor();
  const first = await frame.getByRole("rowheader").first().getByRole("link").innerText();
  await frame.getByLabel("Search segments").fill(first);
  await expect.poll(() => frame.getByRole("rowheader").count()).toBeLessThan(4);
  const saved = page.waitForEvent("download");
  await frame.getByRole("button", { name: "Export CSV" }).click();
  expect((await saved).suggestedFilename()).toBe("segments.csv");

  await frame.getByRole("link", { name: first, exact: true }).click();
  await frame.getByRole("heading", { name: "Revenue of its members" }).waitFor();
  await frame
    .getByText(/of customers, .+ of revenue$/)
    .first()
    .waitFor();
  await lookAt(browser, opened, "segment-full");
  await page.getByLabel("Your language").selectOption("de");
  await frame.getByRole("heading", { name: "Wo es verwendet wird" }).waitFor();
  await lookAt(browser, opened, "segment-german");
});

test("a segment that is built, behind and refused says so", async () => {
  const { rows } = await app.pool.query<{ shopId: number; segmentId: number }>(
    `SELECT shop_id AS "shopId", segment_id AS "segmentId" FROM segment JOIN shop USING (shop_id)
     WHERE domain LIKE 'segments-full.%' AND handle = 'vip'`,
  );
  const [{ shopId, segmentId } = { shopId: 0, segmentId: 0 }] = rows;
  // Whoever holds the lock changes memberships: here nobody does, so that all three stand still.
  await withShopLock(app.pool, { work: "segments", shopId }, async () => {
    const now = app.devStore.clock.now();
    await app.pool.query(
      `INSERT INTO segment_build (shop_id, targets, cursor, done, total, started_at)
       VALUES ($1, jsonb_build_object($2::text, 9), 1, 24, 60, $3)`,
      [shopId, segmentId, new Date(now - 30_000)],
    );
    await app.pool.query(`UPDATE profile SET due_at = $2 WHERE shop_id = $1`, [
      shopId,
      new Date(now - 3_600_000),
    ]);
    await app.pool.query(
      `INSERT INTO tag_state (shop_id, customer_id, desired, written, failure, last_error)
       VALUES ($1, '999', '{kindling:vip}', '{}', 'refused', 'Tag limit reached')`,
      [shopId],
    );
    const opened = await open("/app/segments/vip");
    await opened.app.getByText("A change is being built").waitFor();
    await opened.app.getByText(/^Members are .+ behind$/).waitFor();
    await opened.app.getByText("Shopify refuses the tag of 1 customer").waitFor();
    await opened.app.getByRole("link", { name: "VIP newsletter" }).waitFor();
    await lookAt(browser, opened, "segment-partial");
    await opened.page.close();
    const list = await open("/app/segments");
    await list.app.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
    await lookAt(browser, list, "segments-partial");
    await list.page.close();
    await app.pool.query("DELETE FROM segment_build WHERE shop_id = $1", [shopId]);
    await app.pool.query("DELETE FROM tag_state WHERE shop_id = $1 AND customer_id = '999'", [
      shopId,
    ]);
  });
});

test("the editor undoes, moves by keyboard, begins with a copy, and speaks German", async () => {
  const opened = await open("/app/segments/new?from=vip");
  const { app: frame, page } = opened;
  const name = frame.getByLabel("Name", { exact: true });
  expect(await name.inputValue()).toMatch(/, changed$/);
  const text = frame.getByLabel("Condition, as text");
  await text.fill("is customer and intent >= 60");
  await frame.getByText(/^Counted: all \d+ people$/).waitFor();
  // What follows within 0.7 s is a part of the same step.
  await page.waitForTimeout(800);
  await frame.getByRole("button", { name: /^Move condition 1, place 1 of 2/ }).press("ArrowDown");
  await expect.poll(() => text.inputValue()).toBe("intent >= 60 and is customer");
  await lookAt(browser, opened, "segment-editor");
  await page.keyboard.press("Control+z");
  await expect.poll(() => text.inputValue()).toBe("is customer and intent >= 60");
  await frame.getByRole("button", { name: "Redo" }).click();
  await expect.poll(() => text.inputValue()).toBe("intent >= 60 and is customer");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.getByLabel("Your language").selectOption("de");
  await frame.getByLabel("Bedingung, als Text").waitFor();
  await lookAt(browser, opened, "segment-editor-german");
});
