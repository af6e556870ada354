import { beforeAll, expect, test } from "vitest";
import { useApp } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp({ env: { SEAL_KEYS: Buffer.alloc(32, 7).toString("base64") } });
const browser = useBrowser();

beforeAll(async () => {
  await app.install("sources");
});

async function open(width = 1280) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${app.devStore.url}/store/sources/apps/kindling/app/sources`);
  const frame = page.frameLocator("#app-frame");
  await frame.getByRole("heading", { name: "Sources", level: 1 }).waitFor();
  return { page, frame };
}

test("a key is made, shown once, writes events, and writes none once it is revoked", async () => {
  const { page, frame } = await open();
  await lookAt(browser, { page, app: frame }, "sources-empty");
  await frame.getByLabel("Name of a new key").fill("Mobile app");
  await frame.getByRole("button", { name: "Create key" }).click();
  await frame.getByText("The key is made").waitFor();
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
  await frame.getByText("Mobile app").waitFor();
  expect(await frame.getByText(key).count()).toBe(0);
  await frame.getByRole("button", { name: "Revoke the key Mobile app" }).click();
  await frame.getByRole("button", { name: "Revoke this key" }).click();
  await frame.getByText("Revoked", { exact: true }).waitFor();
  expect((await track()).status).toBe(401);
});

test("a name is asked for, and a key that anybody can read names no customers", async () => {
  const { frame } = await open();
  expect(await frame.getByRole("button", { name: "Create key" }).isDisabled()).toBe(true);
  await frame.getByLabel("It stands").selectOption("client");
  expect(await frame.getByLabel("userId holds").inputValue()).toBe("user");
});

test("Klaviyo is connected with a secret that is shown once, and disconnected", async () => {
  const { page, frame } = await open();
  await frame.getByRole("button", { name: "Connect Klaviyo" }).click();
  await frame.getByText("Give this secret key to Klaviyo’s webhook").waitFor();
  await frame.getByText(`${app.appUrl}/klaviyo/`).waitFor();
  await lookAt(browser, { page, app: frame }, "sources-klaviyo");
  await frame.getByRole("button", { name: "Disconnect Klaviyo" }).click();
  await frame.getByText("Not connected.").waitFor();
});

test("addresses are matched only where a merchant turns it on", async () => {
  const { frame } = await open();
  await frame.getByText("Off. Events that name only an address are refused").waitFor();
  await frame.getByRole("button", { name: "Match addresses" }).click();
  await frame.getByText("On. Kindling reads the addresses").waitFor();
  await frame.getByRole("button", { name: "Stop matching addresses" }).click();
  await frame.getByText("Off. Events that name only an address are refused").waitFor();
});

test("nothing scrolls sideways on a phone", async () => {
  const { page, frame } = await open(390);
  expect(await frame.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth)).toBe(
    false,
  );
  await browser.screenshot(page, "sources-phone");
});
