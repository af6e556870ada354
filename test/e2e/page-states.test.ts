import { beforeAll, expect, test } from "vitest";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { goTo, openInAdmin } from "../support/admin.ts";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { failData, holdData, lookAt } from "../support/page-states.ts";
import { PAGES } from "./support/page-states-table.ts";

const app = useApp();
const browser = useBrowser();
let customerId: string;

beforeAll(async () => {
  const { shop } = await app.install("walked", {
    before: (made) => {
      loadSeed({ shop: made, endAt: app.devStore.clock.now(), seed: 5, customers: 40 });
    },
  });
  customerId = [...shop.customers()][0]?.id ?? "";
});

const open = (path: string) => openInAdmin(app, browser, { shop: "walked", path });

const WALKED = PAGES.flatMap(({ name, path, heading }) =>
  typeof path === "string" ? [{ name, path, heading }] : [],
);

/** All in one page that stays open, as a merchant's does. */
test("every page keeps the frame while it loads, and is tried again where it failed", async () => {
  browser.expectError(/500|Unexpected Server Error/);
  const opened = await open("/app/settings");
  const { page, app: frame } = opened;
  const failure = frame.getByText("This page could not be loaded");
  for (const { name, path, heading } of WALKED) {
    const to = path.replace("CUSTOMER", customerId);
    const title = frame.getByRole("heading", {
      level: 1,
      name: heading.replace("CUSTOMER", customerId),
      exact: true,
    });

    const release = await holdData(page);
    await goTo(opened, to);
    await frame.locator("[aria-busy=true] .Polaris-SkeletonPage__SkeletonTitle").waitFor();
    await lookAt(browser, opened, `${name}-loading`);
    release();
    await title.waitFor();
    await page.unrouteAll({ behavior: "ignoreErrors" });

    await goTo(opened, name === "settings" ? "/app/activity" : "/app/settings");
    await title.waitFor({ state: "detached" });
    await failData(page);
    await goTo(opened, to);
    await failure.waitFor();
    await lookAt(browser, opened, `${name}-error`);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await frame.getByRole("button", { name: "Try again" }).click();
    await title.waitFor();
    expect(await failure.count(), name).toBe(0);
  }
}, 240_000);

test.each([
  ["customer", "/app/customers/1"],
  ["segment", "/app/segments/no-such"],
] as const)("a page says that there is no such %s", async (name, path) => {
  browser.expectError(/404/);
  const opened = await open(path);
  await opened.app.getByRole("heading", { name: "Not found" }).waitFor();
  await lookAt(browser, opened, `${name}-missing`);
});
