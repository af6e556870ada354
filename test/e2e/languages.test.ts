import { expect, test } from "vitest";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

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

  // A page that the app itself went to does not name the language in its address.
  await page.getByRole("link", { name: "Kunden", exact: true }).click();
  await frame.getByRole("heading", { level: 1 }).waitFor();
  await frame.locator("html").evaluate(() => window.location.reload());
  await frame.locator("html[lang=de]").waitFor();

  await page.goto(`${app.devStore.url}/store/polyglot/apps/kindling/app`);
  await page.getByLabel("Your language").selectOption("fr");
  await page.getByRole("link", { name: "Clients" }).waitFor();
  await frame.locator("html[lang=fr]").waitFor();
});
