import { randomUUID } from "node:crypto";
import type { FrameLocator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp({ env: { SEAL_KEYS: Buffer.alloc(32, 7).toString("base64") } });
const browser = useBrowser();
let shop: Installed;

beforeAll(async () => {
  await app.install("sources");
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

/** The page of that name in the shop of the same. */
async function open(name: "sources" | "activate"): Promise<{ page: Page; frame: FrameLocator }> {
  const { page, app: frame } = await openInAdmin(app, browser, {
    shop: name,
    path: `/app/${name}`,
  });
  return { page, frame };
}

describe("the page of sources", () => {
  test("a key is made, shown once, writes events, and writes none once it is revoked", async () => {
    const { page, frame } = await open("sources");
    // Another one for each try.
    const name = `Mobile app ${randomUUID().slice(0, 4)}`;
    const revoked = frame.getByText("Revoked", { exact: true });
    const revokedBefore = await revoked.count();
    await lookAt(browser, { page, app: frame }, "sources-empty");
    await frame.getByLabel("Name of a new key").fill(name);
    await frame.getByRole("button", { name: "Create key" }).click();
    await frame.getByText("The key is created").waitFor();
    await lookAt(browser, { page, app: frame }, "sources-new-key");
    const key = (await frame.getByText(/^kdl_\d+_[\w-]{40,}$/).innerText()).trim();
    const track = () =>
      fetch(`${app.appUrl}/v1/track`, {
        method: "POST",
        headers: {
          authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ event: "Email Link Clicked", userId: "7", messageId: "m-1" }),
      });
    expect((await track()).status).toBe(200);
    await page.reload();
    await frame.getByText(name).waitFor();
    expect(await frame.getByText(key).count()).toBe(0);
    await frame.getByRole("button", { name: `Revoke the key ${name}` }).click();
    await frame.getByRole("button", { name: "Revoke this key" }).click();
    await revoked.nth(revokedBefore).waitFor();
    expect((await track()).status).toBe(401);
  });

  test("a name is asked for, and a key that anybody can read names no customers", async () => {
    const { frame } = await open("sources");
    expect(await frame.getByRole("button", { name: "Create key" }).isDisabled()).toBe(true);
    await frame.getByLabel("Used", { exact: true }).selectOption("client");
    expect(await frame.getByLabel("userId holds").inputValue()).toBe("user");
  });

  test("Klaviyo is connected with a secret that is shown once, and disconnected", async () => {
    const { page, frame } = await open("sources");
    await frame.getByRole("button", { name: "Connect Klaviyo" }).click();
    await frame.getByText("Give this secret key to Klaviyo’s webhook").waitFor();
    await frame.getByText(`${app.appUrl}/klaviyo/`).waitFor();
    await lookAt(browser, { page, app: frame }, "sources-full");
    await frame.getByRole("button", { name: "Disconnect Klaviyo" }).click();
    await frame.getByText("Not connected.").waitFor();
  });

  test("addresses are matched only where a merchant turns it on", async () => {
    const { frame } = await open("sources");
    await frame.getByText("Off. Events that name only an address are refused").waitFor();
    await frame.getByRole("button", { name: "Match addresses" }).click();
    await frame.getByText("On. Kindling reads the addresses").waitFor();
    await frame.getByRole("button", { name: "Stop matching addresses" }).click();
    await frame.getByText("Off. Events that name only an address are refused").waitFor();
  });
});

describe("the page of activation", () => {
  test("scores are written to Shopify's metafields on a click, and removed on another", async () => {
    const { page, frame } = await open("activate");
    await lookAt(browser, { page, app: frame }, "activate-empty");
    await frame.getByRole("button", { name: "Write scores to Shopify" }).click();
    await frame.getByRole("button", { name: "Remove scores from Shopify" }).waitFor();
    await app.settle(shop.shopId);
    expect(shop.shop.metafieldDefinitions()).toHaveLength(7);
    await page.reload();
    await frame.getByText("The fields of 3 customers are as they should be.").waitFor();
    await lookAt(browser, { page, app: frame }, "activate-metafields");
    await frame.getByRole("button", { name: "Remove scores from Shopify" }).click();
    await frame.getByText("Shopify deletes the fields of every customer.").waitFor();
    await frame.getByRole("button", { name: "Remove scores from Shopify" }).click();
    await frame.getByRole("button", { name: "Write scores to Shopify" }).waitFor();
    await app.settle(shop.shopId);
    expect(shop.shop.metafieldDefinitions()).toEqual([]);
  });

  test("a trigger that a workflow uses is shown as in use", async () => {
    const { page, frame } = await open("activate");
    await frame.getByText("No enabled workflow starts with a trigger of Kindling").waitFor();
    await shop.shop.useFlowTrigger("kindling-segment-entered", true);
    await page.reload();
    await frame.getByText("In use", { exact: true }).waitFor();
    expect(await frame.getByText("Not in use", { exact: true }).count()).toBe(2);
    await lookAt(browser, { page, app: frame }, "activate-flow");
  });

  test("a key of Klaviyo is refused when it is none, kept when it is one, and forgotten on a click", async () => {
    const { page, frame } = await open("activate");
    const field = frame.getByLabel("Private API key");
    await field.fill("public");
    await frame.getByRole("button", { name: "Send events to Klaviyo" }).click();
    await frame.getByText("A private API key of Klaviyo begins with pk_").waitFor();
    await field.fill("pk_0123456789abcdef0123456789abcdef01");
    await frame.getByRole("button", { name: "Send events to Klaviyo" }).click();
    await frame.getByText("0 events sent in the last 30 days.").waitFor();
    await frame.getByRole("button", { name: "Write scores to Shopify" }).click();
    await frame.getByRole("button", { name: "Remove scores from Shopify" }).waitFor();
    await app.settle(shop.shopId);
    await page.reload();
    await frame.getByText("The fields of 3 customers are as they should be.").waitFor();
    await lookAt(browser, { page, app: frame }, "activate-full");
    await frame.getByRole("button", { name: "Forget the key of Klaviyo" }).click();
    await field.waitFor();
  });
});
