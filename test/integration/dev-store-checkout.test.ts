import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startEdgeWorld, type EdgeWorld } from "./dev-store-edges-fake-app.ts";

let world: EdgeWorld;
let store: string;
let variantId: string;

beforeAll(async () => {
  world = await startEdgeWorld();
  store = `${world.devStore.url}/shop/first`;
  await world.shop.installApp();
  const product = world.shop.createProduct({ title: "Mug", handle: "mug", priceMinor: 1250 });
  variantId = product.variants[0]?.id ?? "";
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.devStore.webhooks.idle();
  world.requests.length = 0;
});

/** A browser without scripts: it keeps cookies and sends forms. */
function openBrowser() {
  const cookies = new Map<string, string>();
  const ask = async (path: string, form?: Record<string, string>, headers = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(
      path.startsWith("/shop/") ? world.devStore.url + path : store + path,
      {
        redirect: "manual",
        headers: { cookie, ...headers },
        ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
      },
    );
    for (const text of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (text.split(";")[0] ?? "").split("=");
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, to: response.headers.get("location") ?? "", response };
  };
  return {
    ask,
    logIn: (id: string) => cookies.set("customer_id", id),
    cookies,
    /** Fills a cart and goes to the checkout; gives its address. */
    async begin(quantity = "1"): Promise<string> {
      await ask("/cart/add", { id: variantId, quantity });
      return (await ask("/checkout", {})).to;
    },
  };
}

type Sent = { topic: unknown; body: Record<string, unknown> };

async function sent(): Promise<Sent[]> {
  await world.devStore.webhooks.idle();
  return world.requests.map(({ headers, body }) => ({
    topic: headers["x-shopify-topic"],
    body: JSON.parse(body),
  }));
}

const topics = async (): Promise<unknown[]> => (await sent()).map(({ topic }) => topic);
const tokenOf = (address: string): string => address.split("/").at(-1) ?? "";

describe("a guest", () => {
  test("goes through the steps, and Shopify tells of each as it comes", async () => {
    const browser = openBrowser();
    const address = await browser.begin("2");
    expect(address).toMatch(/^\/shop\/first\/checkouts\/[0-9a-f]{32}$/);
    expect(await topics()).toEqual(["carts/create", "checkouts/create"]);

    world.requests.length = 0;
    const contact = await browser.ask(address, { email: "ada@example.com", first_name: "Ada" });
    expect([contact.status, contact.to]).toEqual([303, `${address}/shipping`]);
    expect(await topics()).toEqual(["checkouts/update"]);

    world.requests.length = 0;
    const shipping = await browser.ask(contact.to, { shipping: "Express" });
    expect(shipping.to).toBe(`${address}/payment`);
    expect(await topics()).toEqual(["checkouts/update"]);

    world.requests.length = 0;
    const payment = await browser.ask(shipping.to, { card: "1" });
    expect(payment.to).toBe(`${address}/thank-you`);
    const webhooks = await sent();
    expect(webhooks.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(["customers/create", "orders/create", "checkouts/update"]),
    );
    const customer = world.shop.findCustomer("ADA@example.com");
    expect(customer).toMatchObject({ firstName: "Ada", numberOfOrders: 1 });
    const order = webhooks.find(({ topic }) => topic === "orders/create")?.body;
    expect(order).toMatchObject({
      checkout_token: tokenOf(address),
      total_price: "25.00",
      customer: { admin_graphql_api_id: `gid://shopify/Customer/${customer?.id}` },
    });
    expect(world.shop.checkout(tokenOf(address))?.completedAt).not.toBeNull();
    const thanks = await (await browser.ask(payment.to)).response.text();
    expect(thanks).toContain("Thank you, Ada!");
    expect([...browser.cookies.keys()]).toEqual([]);
  });

  test("whose email is a customer's buys as that customer", async () => {
    const { id } = world.shop.createCustomer({ email: "Bob@example.com" }, { emit: false });
    const browser = openBrowser();
    const address = await browser.begin();
    await browser.ask(address, { email: "bob@example.com" });
    await browser.ask(`${address}/shipping`, { shipping: "Standard" });
    await browser.ask(`${address}/payment`, {});
    expect(await topics()).not.toContain("customers/create");
    expect(world.shop.customer(id)?.numberOfOrders).toBe(1);
  });

  test("who gives no email stays one", async () => {
    const browser = openBrowser();
    const address = await browser.begin();
    const before = world.shop.counts().customers;
    await browser.ask(address, { email: "" });
    await browser.ask(`${address}/shipping`, { shipping: "Standard" });
    await browser.ask(`${address}/payment`, {});
    const order = (await sent()).find(({ topic }) => topic === "orders/create")?.body;
    expect(order).toBeDefined();
    expect(order?.["customer"] ?? null).toBeNull();
    expect(world.shop.counts().customers).toBe(before);
  });
});

test("who is logged in is the checkout's customer from its beginning", async () => {
  const { id } = world.shop.createCustomer({ email: "cy@example.com" }, { emit: false });
  const browser = openBrowser();
  browser.logIn(id);
  const address = await browser.begin();
  const [created] = (await sent()).filter(({ topic }) => topic === "checkouts/create");
  expect(created?.body).toMatchObject({ customer: { id: Number(id) } });
  await browser.ask(address, { email: "somebody-else@example.com" });
  await browser.ask(`${address}/shipping`, { shipping: "Standard" });
  await browser.ask(`${address}/payment`, {});
  expect(world.shop.customer(id)?.numberOfOrders).toBe(1);
  expect(world.shop.findCustomer("somebody-else@example.com")).toBeUndefined();
});

describe("a checkout", () => {
  test("is gone on with by who comes back from the cart, with the cart as it is now", async () => {
    const browser = openBrowser();
    const address = await browser.begin();
    await browser.ask(address, { email: "dee@example.com" });
    expect(await browser.begin()).toBe(address);
    expect(world.shop.checkout(tokenOf(address))).toMatchObject({
      email: "dee@example.com",
      totalMinor: 2500,
    });
    const steps = await browser.ask(`${address}/shipping`);
    expect(steps.status).toBe(200);
  });

  test("opens no page that is not reached yet, and none but the last once it is paid", async () => {
    const browser = openBrowser();
    const address = await browser.begin();
    expect((await browser.ask(`${address}/payment`)).to).toBe(address);
    expect((await browser.ask(`${address}/payment`, {})).to).toBe(address);
    await browser.ask(address, { email: "" });
    expect((await browser.ask(`${address}/thank-you`)).to).toBe(`${address}/shipping`);
    await browser.ask(`${address}/shipping`, { shipping: "Standard" });
    await browser.ask(`${address}/payment`, {});
    expect((await browser.ask(address)).to).toBe(`${address}/thank-you`);
    const before = world.shop.counts().orders;
    expect((await browser.ask(`${address}/payment`, {})).to).toBe(`${address}/thank-you`);
    expect(world.shop.counts().orders).toBe(before);
  });

  test.each([
    ["", { email: "not an email" }, "Enter a valid email."],
    ["/shipping", { shipping: "By owl" }, "Choose a shipping method."],
  ])("%s refuses what it cannot take and says so", async (step, form, message) => {
    const browser = openBrowser();
    const address = await browser.begin();
    if (step !== "") await browser.ask(address, { email: "" });
    const page = await browser.ask(address + step, form);
    expect(page.status).toBe(422);
    expect(await page.response.text()).toContain(message);
    const asked = await browser.ask(address + step, form, { accept: "application/json" });
    expect([asked.status, await asked.response.json()]).toEqual([422, { problem: message }]);
  });

  test("is begun with a full cart only, and is nobody else's", async () => {
    const browser = openBrowser();
    expect((await browser.ask("/checkout", {})).to).toBe("/shop/first/cart");
    const unknown = `/checkouts/${"0".repeat(32)}`;
    expect((await browser.ask(unknown)).status).toBe(404);
    const foreign = await browser.ask("/checkout", {}, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
  });

  test("has pixels in its pages, and no theme", async () => {
    const browser = openBrowser();
    const page = await (await browser.ask(await browser.begin())).response.text();
    expect(page).toContain('"name":"checkout_started"');
    expect(page).not.toContain("storefront.js");
    expect(page).not.toContain("/apps/kindling");
  });
});
