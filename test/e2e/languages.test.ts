import { expect, test } from "vitest";
import { LANGUAGES, type Language } from "../../app/i18n/languages.ts";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { goTo, untilAlive, untilThere } from "../support/admin.ts";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { findEnglish } from "../support/find-english.ts";

const app = useApp();
const browser = useBrowser();

test("a merchant reads the app in the language of their admin, also after a reload inside the frame", async () => {
  await app.install("polyglot");
  const page = await browser.newPage();
  await page.goto(`${app.devStore.url}/store/polyglot/apps/kindling`);
  const frame = page.frameLocator("#app-frame");
  await frame.getByRole("heading", { level: 1 }).waitFor();
  expect(await frame.locator("html").getAttribute("lang")).toBe("en");
  await page.getByRole("link", { name: "Segments" }).waitFor();

  await page.getByLabel("Your language").selectOption("de");
  await page.getByRole("link", { name: "Segmente" }).waitFor();
  await frame.locator("html[lang=de]").waitFor();
  await untilAlive(frame);

  // A page that the app itself went to does not name the language in its address.
  await page.getByRole("link", { name: "Kunden", exact: true }).click();
  await frame.getByRole("heading", { level: 1, name: "Kunden" }).waitFor();
  await untilAlive(frame);
  await frame.locator("html").evaluate((html) => {
    html.dataset["isOld"] = "";
    window.location.reload();
  });
  // The page that it was, and not the one that is sent to who is not inside the admin.
  await frame.locator("html[lang=de]:not([data-is-old])").waitFor();
  await frame.getByRole("heading", { level: 1, name: "Kunden" }).waitFor();

  await page.goto(`${app.devStore.url}/store/polyglot/apps/kindling/app`);
  await page.getByLabel("Your language").selectOption("fr");
  await page.getByRole("link", { name: "Clients" }).waitFor();
  await frame.locator("html[lang=fr]").waitFor();
});

/** Every page, and every part of one that stands in its address. */
const PAGES = [
  "/app",
  "/app/segments",
  "/app/segments/vip",
  "/app/segments/cart-abandoner",
  "/app/segments/high-intent/edit",
  "/app/segments/new?from=win-back",
  "/app/customers",
  "/app/customers?segment=vip",
  "/app/customers/CUSTOMER",
  "/app/scoring",
  "/app/scoring?part=engagement",
  "/app/scoring?part=whole",
  "/app/scoring?view=presets",
  "/app/scoring?view=versions",
  "/app/predictions",
  "/app/insights",
  ...["funnel", "groups", "retention", "channels", "scores", "maturity"].map(
    (tab) => `/app/insights?tab=${tab}`,
  ),
  "/app/activity",
  "/app/sources",
  "/app/data-quality",
  "/app/activate",
  "/app/settings",
  ...["tags", "privacy", "data"].map((tab) => `/app/settings?tab=${tab}`),
  "/app/segments/gone",
];

const OTHERS = LANGUAGES.filter(
  (language): language is Exclude<Language, "en"> => language !== "en",
);

test("no page of a shop that has everything leaves anything in English", async () => {
  const { shop, shopId } = await app.install("fluent", {
    before: (made) => {
      loadSeed({ shop: made, endAt: app.devStore.clock.now(), seed: 5, customers: 60 });
      made.createSegment({ name: "Infolettre", query: "customer_tags CONTAINS 'kindling:vip'" });
    },
  });
  await app.settle(shopId);
  const { rows } = await app.pool.query<{ customerId: string }>(
    `SELECT customer_id AS "customerId" FROM segment_membership JOIN profile USING (shop_id, profile_id)
     WHERE shop_id = $1 GROUP BY customer_id ORDER BY count(*) DESC LIMIT 1`,
    [shopId],
  );
  const names = [...shop.products()].flatMap(({ title, productType }) => [title, productType]);
  const page = await browser.newPage();
  browser.expectError(/404/);
  const left: string[] = [];
  for (const language of OTHERS) {
    await page.goto(`${app.devStore.url}/store/fluent/apps/kindling/app`);
    await page.getByLabel("Your language").selectOption(language);
    const frame = page.frameLocator("#app-frame");
    await frame.locator(`html[lang=${language}]`).waitFor();
    // What no catalog holds is English in both: the second language need not see every page. It sees them by their address,
    // the first as one who goes from page to page, which takes a third of the time.
    const isInside = language === "de";
    const walked = isInside ? PAGES : PAGES.filter((_, place) => place % 4 === 0);
    for (const path of walked) {
      const address = path.replace("CUSTOMER", rows[0]?.customerId ?? "");
      if (isInside) {
        await goTo({ page, app: frame }, address);
        await untilThere({ page, app: frame }, address);
      } else await page.goto(`${app.devStore.url}/store/fluent/apps/kindling${address}`);
      await frame.locator(`html[lang=${language}]`).getByRole("heading", { level: 1 }).waitFor();
      // What is asked after the page is shown: names, previews, segments of Shopify.
      await page.waitForTimeout(500);
      for (const line of await findEnglish(frame, names)) left.push(`${language} ${path}: ${line}`);
    }
  }
  expect(left).toEqual([]);
}, 120_000);
