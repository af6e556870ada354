import type { ServerResponse } from "node:http";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useBrowser } from "../support/browser.ts";
import { CLIENT_ID, startEdgeWorld } from "./dev-store-edges-fake-app.ts";
import type { AppRequest, EdgeWorld } from "./dev-store-edges-fake-app.ts";

const browser = useBrowser();
let world: EdgeWorld;
let admin: string;
let customerId: string;

beforeAll(async () => {
  world = await startEdgeWorld();
  admin = `${world.devStore.url}/store/first`;
  customerId = world.shop.createCustomer({ firstName: "Ada", lastName: "<b>Lane</b>" }).id;
  world.shop.setCustomerTags(customerId, ["score-intent:high"]);
});
afterAll(() => world.close());
beforeEach(() => {
  world.requests.length = 0;
  world.answer = answerAsApp;
});

/** The outside of an embedded app: bounce page, a page with App Bridge, an address that wants a token. */
function answerAsApp(request: AppRequest, response: ServerResponse): void {
  const { pathname, searchParams } = request.url;
  if (pathname === "/data") {
    const token = request.headers.authorization ?? "";
    const isSecond = world.requests.filter(({ url }) => url.pathname === "/data").length > 1;
    if (searchParams.has("stale") && !isSecond) {
      response.writeHead(401, { "x-shopify-retry-invalid-session-request": "1" }).end();
    } else response.end(token);
    return;
  }
  response.setHeader("content-type", "text/html");
  if (pathname === "/auth/session-token") {
    response.end(
      `<script data-api-key="${CLIENT_ID}" src="${world.devStore.url}/app-bridge.js"></script>`,
    );
  } else if (searchParams.get("embedded") === "1" && !searchParams.has("id_token")) {
    searchParams.set("shopify-reload", `${world.appUrl}${pathname}?${searchParams.toString()}`);
    response.writeHead(302, { location: `/auth/session-token?${searchParams.toString()}` }).end();
  } else response.end(appDocument(pathname));
}

function appDocument(pathname: string): string {
  return `<!doctype html><html><head>
    <script data-api-key="${CLIENT_ID}" src="${world.devStore.url}/app-bridge.js"></script>
    <title>App</title></head><body>
    <ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/segments">Segments</a></ui-nav-menu>
    <ui-title-bar title="Page ${pathname}"><button variant="primary" onclick="output.textContent = 'pressed'">Create</button></ui-title-bar>
    <ui-save-bar id="bar"><button variant="primary" onclick="output.textContent = 'saved'"></button>
      <button onclick="output.textContent = 'discarded'"></button></ui-save-bar>
    <ui-modal id="modal"><p>In the modal</p><ui-title-bar title="Question"><button variant="primary" onclick="output.textContent = 'agreed'">Agree</button></ui-title-bar></ui-modal>
    <a id="admin-link" href="shopify:admin/customers/${customerId}" target="_top">Customer</a>
    <output id="output"></output>
    <script>
      const output = document.getElementById("output");
      if (location.pathname !== "/app/plain") addEventListener("shopify:navigate", (event) => {
        history.pushState(null, "", event.target.getAttribute("href"));
        document.querySelector("ui-title-bar").setAttribute("title", "Page " + location.pathname);
      });
    </script></body></html>`;
}

async function openApp(path = ""): Promise<{ page: Page; app: FrameLocator }> {
  const page = await browser.newPage();
  await page.goto(`${admin}/apps/kindling${path}`);
  const app = page.frameLocator("#app-frame");
  await page.locator("#page-title", { hasText: "Page" }).waitFor();
  return { page, app };
}

function run(app: FrameLocator, script: string): Promise<unknown> {
  return app.locator("body").evaluate((_body, code) => window.eval(code), script);
}

describe("the embedded app", () => {
  test("opens with Shopify's parameters, and its title and links stand in the admin", async () => {
    const { page } = await openApp();
    const opened = world.requests.find(({ url }) => url.pathname === "/app");
    expect(opened?.url.searchParams.get("shop")).toBe("first.myshopify.com");
    for (const name of ["host", "id_token", "hmac", "timestamp", "locale"]) {
      expect(opened?.url.searchParams.get(name), name).toBeTruthy();
    }
    expect(await page.locator("#page-title").textContent()).toBe("Page /app");
    expect(await page.locator("#app-links a").allTextContents()).toEqual(["Segments"]);
    expect(page.url()).toBe(`${admin}/apps/kindling/app`);
    expect(await page.title()).toBe("Page /app · Kindling · first");
  });

  test("a link of the admin moves the app without loading it again, and a reload comes back there", async () => {
    const { page } = await openApp();
    await page.locator("#app-links a").click();
    await page.waitForURL(`${admin}/apps/kindling/app/segments`);
    expect(await page.locator("#page-title").textContent()).toBe("Page /app/segments");
    expect(await page.locator("#app-links a").getAttribute("aria-current")).toBe("page");
    expect(world.requests.filter(({ url }) => url.pathname === "/app/segments")).toEqual([]);

    await page.reload();
    await page.locator("#page-title", { hasText: "Page /app/segments" }).waitFor();
    expect(world.requests.filter(({ url }) => url.pathname === "/app/segments")).toHaveLength(1);
  });

  test("the address keeps the app's own query and drops Shopify's parameters", async () => {
    const { page, app } = await openApp("/app/customers/1?tab=ledger");
    expect(page.url()).toBe(`${admin}/apps/kindling/app/customers/1?tab=ledger`);
    await run(app, `history.pushState(null, "", "/app/x?range=30&embedded=1&id_token=t")`);
    await page.waitForURL(`${admin}/apps/kindling/app/x?range=30`);
  });

  test("a short address and the client id lead to the same app", async () => {
    const page = await browser.newPage();
    await page.goto(`${admin}/apps/${CLIENT_ID}/segments`);
    await page.waitForURL(`${admin}/apps/kindling/app/segments`);
    await page.goto(admin);
    await page.waitForURL(`${admin}/apps/kindling/app`);
  });

  test("its requests carry a session token, a new one when the app calls it stale", async () => {
    const { app } = await openApp();
    const header = await run(app, `fetch("/data").then((response) => response.text())`);
    const [, claims = ""] = String(header).replace("Bearer ", "").split(".");
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      aud: CLIENT_ID,
      dest: "https://first.myshopify.com",
    });
    world.requests.length = 0;
    browser.expectError(/401/);
    const status = await run(app, `fetch("/data?stale").then((response) => response.status)`);
    const tokens = world.requests.map(({ headers }) => headers.authorization);
    expect([status, tokens.length, new Set(tokens).size]).toEqual([200, 2, 2]);
  });

  test("a document asked for without a token comes back with one over the bounce page", async () => {
    const { app } = await openApp();
    await run(app, `location.assign("/app/late?embedded=1&shop=first.myshopify.com")`);
    await app.locator("ui-title-bar[title='Page /app/late']").waitFor({ state: "attached" });
    const late = world.requests.filter(({ url }) => url.pathname === "/app/late");
    expect(late.map(({ url }) => url.searchParams.has("id_token"))).toEqual([false, true]);
  });

  test("toasts, title buttons and the save bar work from the admin's side", async () => {
    const { page, app } = await openApp();
    await run(app, `shopify.toast.show("Saved it", { duration: 60000 })`);
    await page.locator(".toast", { hasText: "Saved it" }).waitFor();
    await page.locator(".toast button").click();
    expect(await page.locator(".toast").count()).toBe(0);

    await page.locator("#title-buttons button", { hasText: "Create" }).click();
    await app.locator("#output", { hasText: "pressed" }).waitFor();

    await run(app, `shopify.saveBar.show("bar")`);
    await page.locator("#save-bar-save").click();
    await app.locator("#output", { hasText: "saved" }).waitFor();
    await run(app, `shopify.saveBar.hide("bar")`);
    await page.locator("#save-bar").waitFor({ state: "hidden" });
  });

  test("a modal shows its content and its title bar's buttons", async () => {
    const { app } = await openApp();
    await run(app, `shopify.modal.show("modal")`);
    await app.getByText("In the modal").waitFor();
    await app.getByRole("dialog", { name: "Question" }).waitFor();
    await app.getByRole("dialog").getByRole("button", { name: "Agree" }).click();
    await app.locator("#output", { hasText: "agreed" }).waitFor();
    await run(app, `shopify.modal.hide("modal")`);
    await app.getByText("In the modal").waitFor({ state: "hidden" });
  });

  test("a link to the admin leads out of the frame to the customer", async () => {
    const { page, app } = await openApp();
    await app.locator("#admin-link").click();
    await page.waitForURL(`${admin}/customers/${customerId}`);
    expect(await page.locator("[data-tag]").allTextContents()).toEqual(["score-intent:high"]);
  });

  test("an address of Shopify's admin, opened at the top, is the dev store's own", async () => {
    const { page, app } = await openApp();
    await run(app, `void open("https://admin.shopify.com/store/first/customers", "_top")`);
    await page.waitForURL(`${admin}/customers`);
  });

  test("parts of App Bridge that the stand-in lacks are refused loudly", async () => {
    const { app } = await openApp();
    await expect(run(app, `shopify.resourcePicker({ type: "product" })`)).rejects.toThrow(
      /no shopify\.resourcePicker/,
    );
    expect(await run(app, `shopify.config.shop`)).toBe("first.myshopify.com");
  });

  test("an app's deep link opens the theme editor with its embed switched on; saved, App Bridge tells it", async () => {
    const { page, app } = await openApp();
    const embedIs = (status: string) => [
      {
        handle: "kindling-storefront",
        type: "theme_app_extension",
        activations: [expect.objectContaining({ handle: "kindling", status })],
      },
    ];
    expect(await run(app, `shopify.app.extensions()`)).toEqual(embedIs("available"));
    const link = `https://first.myshopify.com/admin/themes/current/editor?context=apps&activateAppId=${CLIENT_ID}/kindling`;
    await run(app, `void open(${JSON.stringify(link)}, "_top")`);
    expect(await page.getByRole("checkbox", { name: "kindling" }).isChecked()).toBe(true);
    expect(world.shop.theme().appEmbeds["kindling"]?.isActive ?? false).toBe(false);
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(/editor$/);
    expect(world.shop.theme().appEmbeds["kindling"]?.isActive).toBe(true);
    const again = await openApp();
    expect(await run(again.app, `shopify.app.extensions()`)).toEqual(embedIs("active"));
    world.shop.changeTheme({ appEmbeds: {} });
  });

  test("an app opened outside the admin goes into it", async () => {
    const page = await browser.newPage();
    await page.goto(`${world.appUrl}/app?shop=first.myshopify.com&host=x`);
    await page.waitForURL(`${admin}/apps/kindling/app`);
  });

  test("on a phone nothing scrolls sideways and the app keeps its place", async () => {
    const { page } = await openApp();
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
    const frame = await page.locator("#app-frame").boundingBox();
    expect(frame?.width).toBe(390);
    expect(frame?.height).toBeGreaterThan(600);
    await browser.screenshot(page, "dev-store-admin-phone");
  });
});

describe("the admin's own pages", () => {
  test("list shops and customers with their tags, escaped", async () => {
    expect(await (await fetch(`${world.devStore.url}/`)).text()).toContain("first.myshopify.com");
    const list = await (await fetch(`${admin}/customers?q=intent`)).text();
    expect(list).toContain("score-intent:high");
    expect(list).toContain("&lt;b&gt;Lane&lt;/b&gt;");
    expect(await (await fetch(`${admin}/customers?q=nobody`)).text()).toContain(
      "No customer found",
    );
  });

  test("staff may change a customer's tags, and another site may not", async () => {
    const page = await browser.newPage();
    await page.goto(`${admin}/customers/${customerId}`);
    await page.locator("input[name=tags]").fill("vip, score-intent:high");
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(`${admin}/customers/${customerId}`);
    await page.locator("[data-tag=vip]").waitFor();
    expect(world.shop.customerTags(customerId)).toEqual(["score-intent:high", "vip"]);
    await browser.screenshot(page, "dev-store-customer");

    const refused = await fetch(`${admin}/customers/${customerId}/tags`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: "tags=",
    });
    expect(refused.status).toBe(403);
  });

  test.each(["/store/none/apps/kindling", "/store/first/nothing", "/store/first/apps/other"])(
    "%s is 404",
    async (path) => {
      expect((await fetch(world.devStore.url + path)).status).toBe(404);
    },
  );
});

test("the storefront asks before it allows tracking, and remembers the answer", async () => {
  const page = await browser.newPage();
  await page.goto(`${world.devStore.url}/shop/first/`);
  const ask = `new Promise((resolve) => Shopify.loadFeatures(
    [{ name: "consent-tracking-api", version: "0.1" }],
    () => resolve(Shopify.customerPrivacy.analyticsProcessingAllowed())))`;
  expect(await page.evaluate(ask)).toBe(false);
  const heard = page.evaluate(`new Promise((resolve) => document.addEventListener(
    "visitorConsentCollected", (event) => resolve(event.detail.analyticsAllowed)))`);
  await page.getByRole("button", { name: "Allow" }).click();
  expect(await heard).toBe(true);
  await page.reload();
  expect(await page.evaluate(ask)).toBe(true);
  expect(await page.locator("#consent").isVisible()).toBe(false);
});
