import { beforeAll, expect, test } from "vitest";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp({ env: { SEAL_KEYS: Buffer.alloc(32, 7).toString("base64") } });
const browser = useBrowser();
let shop: Installed;

beforeAll(async () => {
  shop = await app.install("activate", {
    before: (dev) => {
      const at = app.devStore.clock.now() - 5 * 24 * 3_600_000;
      for (const priceMinor of [1000, 2000, 90_000]) {
        const { id } = dev.createCustomer({ createdAt: at }, { emit: false, at });
        const lines = [{ title: "Mug", quantity: 1, priceMinor }];
        dev.createOrder({ customerId: id, lines, createdAt: at }, { emit: false, at });
      }
    },
  });
});

async function open(width = 1280) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${app.devStore.url}/store/activate/apps/kindling/app/activate`);
  const frame = page.frameLocator("#app-frame");
  await frame.getByRole("heading", { name: "Activate", level: 1 }).waitFor();
  return { page, frame };
}

test("scores are written to Shopify's metafields on a click, and removed on another", async () => {
  const { page, frame } = await open();
  await lookAt(browser, { page, app: frame }, "activate-off");
  await frame.getByRole("button", { name: "Write scores to Shopify" }).click();
  await frame.getByRole("button", { name: "Remove scores from Shopify" }).waitFor();
  await app.settle(shop.shopId);
  expect(shop.shop.metafieldDefinitions()).toHaveLength(7);
  await page.reload();
  await frame.getByText("The fields of 3 customers stand as they should.").waitFor();
  await lookAt(browser, { page, app: frame }, "activate-metafields");
  await frame.getByRole("button", { name: "Remove scores from Shopify" }).click();
  await frame.getByText("Shopify deletes the fields of every customer.").waitFor();
  await frame.getByRole("button", { name: "Remove scores from Shopify" }).click();
  await frame.getByRole("button", { name: "Write scores to Shopify" }).waitFor();
  await app.settle(shop.shopId);
  expect(shop.shop.metafieldDefinitions()).toEqual([]);
});

test("a trigger that a workflow uses is shown as in use", async () => {
  const { page, frame } = await open();
  await frame.getByText("No enabled workflow starts with a trigger of Kindling").waitFor();
  await shop.shop.useFlowTrigger("kindling-segment-entered", true);
  await page.reload();
  await frame.getByText("In use", { exact: true }).waitFor();
  expect(await frame.getByText("Not in use", { exact: true }).count()).toBe(2);
  await lookAt(browser, { page, app: frame }, "activate-flow");
});

test("a key of Klaviyo is refused when it is none, kept when it is one, and forgotten on a click", async () => {
  const { page, frame } = await open();
  const field = frame.getByLabel("Private API key");
  await field.fill("public");
  await frame.getByRole("button", { name: "Send events to Klaviyo" }).click();
  await frame.getByText("A private API key of Klaviyo begins with pk_").waitFor();
  await field.fill("pk_0123456789abcdef0123456789abcdef01");
  await frame.getByRole("button", { name: "Send events to Klaviyo" }).click();
  await frame.getByText("0 events sent in the last 30 days.").waitFor();
  await lookAt(browser, { page, app: frame }, "activate-klaviyo");
  await frame.getByRole("button", { name: "Forget the key of Klaviyo" }).click();
  await field.waitFor();
});

test("nothing scrolls sideways on a phone", async () => {
  const { page, frame } = await open(390);
  expect(await frame.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth)).toBe(
    false,
  );
  await browser.screenshot(page, "activate-phone");
});
