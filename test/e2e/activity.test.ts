import { beforeAll, expect, test } from "vitest";
import { saveDesiredTags } from "../../app/db/tag-states.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";

const app = useApp();
const browser = useBrowser();
const DAY_MS = 24 * 3_600_000;
let shop: Installed;

beforeAll(async () => {
  shop = await app.install("activity", {
    before: (dev) => {
      const createdAt = app.devStore.clock.now() - 5 * DAY_MS;
      for (const priceMinor of [1000, 1000, 1000, 90_000]) {
        const { id } = dev.createCustomer({ createdAt }, { emit: false, at: createdAt });
        const lines = [{ title: "Mug", quantity: 1, priceMinor }];
        dev.createOrder({ customerId: id, lines, createdAt }, { emit: false, at: createdAt });
      }
    },
  });
});

async function open(width = 1280) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${app.devStore.url}/store/activity/apps/kindling/app/activity`);
  const frame = page.frameLocator("#app-frame");
  await frame.getByRole("heading", { name: "Activity", level: 1 }).waitFor();
  return { page, frame };
}

async function want(customerId: string, desired: string[]): Promise<void> {
  const rows = [{ customerId, desired }];
  await saveDesiredTags(app.pool, shop.shopId, rows, app.devStore.clock.now());
  await app.settle(shop.shopId);
}

const taggedCustomers = (): number =>
  [...shop.shop.customers()].filter(({ id }) =>
    shop.shop.customerTags(id).some((tag) => tag.startsWith("kindling:")),
  ).length;

test("every write stands in the log with its reason, by segment, repair and page", async () => {
  const { page, frame } = await open();
  await frame.getByText(/carr(y|ies) tags of Kindling/).waitFor();
  await frame.getByText("Added kindling:new-and-promising").first().waitFor();
  await frame.getByRole("link", { name: "New and promising" }).first().waitFor();
  await browser.screenshot(page, "activity");
  const [customer] = [...shop.shop.customers()].filter(({ id }) =>
    shop.shop.customerTags(id).includes("kindling:new-and-promising"),
  );
  shop.shop.setCustomerTags(customer?.id ?? "", ["Wholesale"]);
  await frame.getByText("Put right: somebody else had changed").first().waitFor();
  for (let index = 0; index < 30; index += 1) {
    const { id } = shop.shop.createCustomer({}, { emit: false });
    await saveDesiredTags(
      app.pool,
      shop.shopId,
      [{ customerId: id, desired: [`kindling:page-${index}`] }],
      app.devStore.clock.now(),
    );
  }
  await app.settle(shop.shopId);
  await frame.getByRole("link", { name: "Next changes" }).click();
  await frame.getByText("Added kindling:new-and-promising").first().waitFor();
  await frame.getByRole("link", { name: "Previous changes" }).click();
  await frame
    .getByText(/Added kindling:page-\d+/)
    .first()
    .waitFor();
});

test("what Shopify refuses and what is contested is told in plain words, and tried again", async () => {
  const full = shop.shop.createCustomer(
    { tags: Array.from({ length: 250 }, (_, index) => `t${index}`) },
    { emit: false },
  ).id;
  await want(full, ["kindling:vip"]);
  const fought = shop.shop.createCustomer({}, { emit: false }).id;
  const workflow = setInterval(() => {
    if (shop.shop.customerTags(fought).length > 0) shop.shop.setCustomerTags(fought, []);
  }, 20);
  await want(fought, ["kindling:vip"]);
  const { page, frame } = await open();
  await frame.getByText("The customer carries as many tags as Shopify allows").waitFor();
  await frame.getByText("Contested: somebody removes kindling:vip").waitFor({ timeout: 20_000 });
  clearInterval(workflow);
  await browser.screenshot(page, "activity-troubles");
  await page.setViewportSize({ width: 390, height: 900 });
  await browser.screenshot(page, "activity-troubles-phone");
  shop.shop.setCustomerTags(full, ["t1"]);
  await frame.getByRole("button", { name: `Try again for customer ${full}` }).click();
  await frame.getByRole("button", { name: "Try all again" }).click();
  await expect
    .poll(() => [full, fought].map((id) => shop.shop.customerTags(id).includes("kindling:vip")), {
      timeout: 15_000,
    })
    .toEqual([true, true]);
  await frame.getByText("Not as they should be").waitFor({ state: "detached", timeout: 15_000 });
});

test("the prefix is changed with every tag, and what cannot be one is refused in place", async () => {
  const { page, frame } = await open();
  const field = frame.getByRole("textbox", { name: "Prefix" });
  await field.fill("a,b");
  await frame.getByRole("button", { name: "Change prefix" }).click();
  await frame.getByText("Leave out the comma").waitFor();
  await browser.screenshot(page, "activity-prefix-refused");
  await field.fill("score-");
  await frame.getByText("A customer’s tag reads score-vip").waitFor();
  await frame.getByRole("button", { name: "Change prefix" }).click();
  await frame.getByText("You changed the prefix.").first().waitFor({ timeout: 15_000 });
  await app.settle(shop.shopId);
  expect(taggedCustomers()).toBe(0);
  await field.fill("kindling:");
  await frame.getByRole("button", { name: "Change prefix" }).click();
  await expect.poll(taggedCustomers, { timeout: 15_000 }).toBeGreaterThan(0);
  await app.settle(shop.shopId);
});

test("all tags are paused, resumed, and removed from every customer only after a question", async () => {
  const { page, frame } = await open();
  await frame.getByRole("button", { name: "Pause all tags" }).click();
  await frame.getByText("None is written or removed").waitFor();
  await browser.screenshot(page, "activity-paused");
  await frame.getByRole("button", { name: "Resume tags" }).click();
  await frame.getByRole("button", { name: "Remove all tags…" }).click();
  await frame.getByRole("button", { name: "Keep them" }).click();
  expect(taggedCustomers()).toBeGreaterThan(0);
  await frame.getByRole("button", { name: "Remove all tags…" }).click();
  await page.setViewportSize({ width: 390, height: 900 });
  await browser.screenshot(page, "activity-question-phone");
  await frame.getByRole("button", { name: "Remove every tag" }).click();
  await frame
    .getByText("You can uninstall without leaving any behind")
    .waitFor({ timeout: 20_000 });
  expect(taggedCustomers()).toBe(0);
  await browser.screenshot(page, "activity-cleaned-phone");
});

test("it fits a phone", async () => {
  const { page, frame } = await open(390);
  await frame.getByText("Removed kindling:").first().waitFor();
  await browser.screenshot(page, "activity-phone");
  const root = frame.locator("html");
  const width = await root.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(width).toBe(0);
});
