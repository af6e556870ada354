import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signProxyQuery } from "../../dev-store/app-proxy/sign-proxy-query.ts";
import { CLIENT_SECRET, startEdgeWorld } from "./dev-store-edges-fake-app.ts";
import type { EdgeWorld } from "./dev-store-edges-fake-app.ts";

let world: EdgeWorld;
let store: string;
let customerId: string;
let variantId: string;

beforeAll(async () => {
  world = await startEdgeWorld();
  store = `${world.devStore.url}/shop/first`;
  await world.shop.installApp();
  customerId = world.shop.createCustomer({ firstName: "Ada", lastName: "Lane" }).id;
  const product = world.shop.createProduct({
    title: "Blue <mug>",
    handle: "mug",
    priceMinor: 1250,
  });
  variantId = product.variants[0]?.id ?? "";
  await world.devStore.webhooks.idle();
});
afterAll(() => world.close());
beforeEach(() => {
  world.requests.length = 0;
  world.answer = (_request, response) => response.end("ok");
});

function topicsSent(): unknown[] {
  return world.requests.map(({ headers }) => headers["x-shopify-topic"]);
}

describe("the app proxy", () => {
  test("signs the query, names the logged-in customer and keeps cookies to itself", async () => {
    const response = await fetch(`${store}/apps/kindling/events?page=2`, {
      method: "POST",
      headers: {
        cookie: `customer_id=${customerId}; secret=1`,
        "content-type": "application/json",
      },
      body: '{"events":[]}',
    });
    expect(response.status).toBe(200);
    const [request] = world.requests;
    expect(request?.method).toBe("POST");
    expect(request?.url.pathname).toBe("/proxy/events");
    expect(request?.body).toBe('{"events":[]}');
    expect(request?.headers.cookie).toBeUndefined();
    const query = request?.url.searchParams ?? new URLSearchParams();
    expect(Object.fromEntries(query)).toEqual({
      page: "2",
      shop: "first.myshopify.com",
      logged_in_customer_id: customerId,
      path_prefix: "/apps/kindling",
      timestamp: String(Math.floor(world.devStore.clock.now() / 1000)),
      signature: signProxyQuery(query, CLIENT_SECRET),
    });
  });

  test.each([
    ["nobody", {}],
    ["a customer the shop does not know", { "dev-store-customer-id": "99" }],
  ])("%s is an empty customer id", async (_who, headers) => {
    await fetch(`${store}/apps/kindling/events`, { headers });
    expect(world.requests[0]?.url.searchParams.get("logged_in_customer_id")).toBe("");
  });

  test("a script may name its customer in a header, which stays here", async () => {
    const headers = { "dev-store-customer-id": customerId };
    await fetch(`${store}/apps/kindling/events`, { headers });
    expect(world.requests[0]?.url.searchParams.get("logged_in_customer_id")).toBe(customerId);
    expect(world.requests[0]?.headers).not.toHaveProperty("dev-store-customer-id");
  });

  test("the answer loses cookies and what tells of the server, and keeps the rest", async () => {
    world.answer = (_request, response) =>
      response
        .writeHead(202, { "set-cookie": "a=1", "x-powered-by": "me", server: "x", "x-own": "1" })
        .end("body");
    const response = await fetch(`${store}/apps/kindling/events`);
    expect([response.status, await response.text()]).toEqual([202, "body"]);
    expect(response.headers.get("x-own")).toBe("1");
    for (const name of ["set-cookie", "x-powered-by", "server"]) {
      expect(response.headers.get(name)).toBeNull();
    }
  });

  test("redirects are followed before the visitor sees them", async () => {
    world.answer = (request, response) =>
      request.url.pathname === "/proxy/old"
        ? response.writeHead(302, { location: "/proxy/new" }).end()
        : response.end("new");
    const response = await fetch(`${store}/apps/kindling/old`, { redirect: "manual" });
    expect([response.status, await response.text()]).toEqual([200, "new"]);
  });

  test("application/liquid is shown inside the theme", async () => {
    world.answer = (_request, response) =>
      response.writeHead(200, { "content-type": "application/liquid" }).end("<h1>Inside</h1>");
    const response = await fetch(`${store}/apps/kindling/page`);
    const page = await response.text();
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(page).toContain("<h1>Inside</h1>");
    expect(page).toContain("First Shop");
  });

  test("an app that cannot be reached is 502", async () => {
    world.answer = (_request, response) => response.destroy();
    expect((await fetch(`${store}/apps/kindling/events`)).status).toBe(502);
  });

  test("a shop without the app has no such route", async () => {
    world.devStore.createShop({ domain: "second.myshopify.com" });
    const url = `${world.devStore.url}/shop/second/apps/kindling/events`;
    expect((await fetch(url)).status).toBe(404);
    expect(world.requests).toEqual([]);
  });
});

describe("the storefront", () => {
  test("shows products, escaped, and tells scripts which product a page is about", async () => {
    expect(await (await fetch(`${store}/`)).text()).toContain("Blue &lt;mug&gt;");
    const page = await (await fetch(`${store}/products/mug`)).text();
    expect(page).toContain("12.50 USD");
    expect(page).toMatch(/"pageType":"product","productId":"\d+"/);
    expect((await fetch(`${store}/products/none`)).status).toBe(404);
  });

  test("adding to the cart makes a cart and tells the app of it, without a customer", async () => {
    const added = await fetch(`${store}/cart/add.js`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id: variantId, quantity: 2 }),
    });
    // As Shopify's Ajax API: the line that was added, not the cart.
    expect(await added.json()).toMatchObject({ variant_id: Number(variantId), quantity: 2 });
    const cookie = added.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(cookie).toMatch(/^cart=[0-9a-f]{32}%3Fkey%3D[0-9a-f]{32}$/);
    const cart = await (await fetch(`${store}/cart.js`, { headers: { cookie } })).json();
    expect(cart).toMatchObject({ item_count: 2, total_price: 2500 });
    await world.devStore.webhooks.idle();
    expect(topicsSent()).toEqual(["carts/create"]);
    expect(world.requests[0]?.body).not.toContain("customer");
  });

  test("a variant the shop does not have is refused as the online store refuses it", async () => {
    const body = new URLSearchParams({ id: "1", quantity: "1" });
    const response = await fetch(`${store}/cart/add.js`, { method: "POST", body });
    expect(response.status).toBe(422);
  });

  test("another site cannot post into it", async () => {
    const headers = { origin: "https://evil.example" };
    const response = await fetch(`${store}/cart/add`, { method: "POST", headers });
    expect(response.status).toBe(403);
  });

  test("an unknown shop is 404", async () => {
    expect((await fetch(`${world.devStore.url}/shop/none/`)).status).toBe(404);
  });
});
