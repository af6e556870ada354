import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

import { openDatabase } from "../../dev-store/state/database.ts";
import { createIdSource } from "../../dev-store/state/ids.ts";
import { openResourceTable } from "../../dev-store/state/resource-table.ts";
import { writeJson } from "../../dev-store/webhooks/json-text.ts";
import { expectConsole } from "../support/fail-on-console.ts";
import { CLIENT, SHOP, startWorld } from "./dev-store-client.ts";
import type { DevStoreWorld } from "./dev-store-client.ts";

const HOUR_MS = 3600_000;
const start = Date.parse("2011-01-01T00:00:00Z");
const scopes = "read_customers,write_customers,read_orders,read_all_orders,read_products";
const lines = [{ title: "Lamp", quantity: 3, priceMinor: 500, sku: "L1" }];

const GrantSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

let world: DevStoreWorld;
beforeAll(async () => {
  world = await startWorld({ scopes, startAt: start });
  world.store.clock.setSpeed(0);
  world.store.createShop({ domain: SHOP, plan: "plus", currency: "USD" });
  await world.store.shop(SHOP).installApp();
});
afterAll(() => world.close());

const shop = () => world.store.shop(SHOP);
const ask = (token: string) =>
  world.post(
    "/admin/api/2026-10/graphql.json",
    { query: "{ shop { name } }" },
    { "x-shopify-access-token": token },
  );

describe("installing and tokens", () => {
  it("opens the app as the admin's iframe does, with a browser's name", () => {
    const [first] = world.opened;
    const url = new URL(first?.url ?? "", "http://app");
    expect(url.pathname).toBe("/app");
    expect([...url.searchParams.keys()].sort()).toEqual(
      ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"].sort(),
    );
    expect(atob(url.searchParams.get("host") ?? "")).toBe("admin.shopify.com/store/unit");
    expect(first?.userAgent).toContain("Chrome/");
  });

  it("exchanges a session token for an offline token of the granted scopes", async () => {
    const { status, body } = await world.exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      scope: "write_customers,read_orders,read_all_orders,read_products",
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    });
    expect((await ask(GrantSchema.parse(body).access_token)).status).toBe(200);
  });

  it("gives an online token with its user", async () => {
    const { body } = await world.exchange({
      requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
    });
    expect(body).toMatchObject({ expires_in: 86_399, associated_user: { account_owner: true } });
  });

  it.each([
    ["a bad session token", { subject_token: "x.y.z" }, "invalid_subject_token"],
    ["another app", { client_id: "other" }, "application_cannot_be_found"],
    ["a wrong secret", { client_secret: "wrong" }, "invalid_client"],
    ["an unknown grant", { grant_type: "password" }, "unsupported_grant_type"],
  ])("refuses %s with 400", async (_what, more, error) => {
    expect(await world.exchange(more)).toEqual({ status: 400, body: { error } });
  });

  it("answers 401 to a token that expired by the clock, and refreshes it", async () => {
    const grant = GrantSchema.parse((await world.exchange()).body);
    world.store.clock.set(world.store.clock.now() + HOUR_MS);
    expect(await ask(grant.access_token)).toEqual({
      status: 401,
      body: {
        errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
      },
    });
    const { body } = await world.post("/admin/oauth/access_token", {
      client_id: CLIENT.clientId,
      client_secret: CLIENT.clientSecret,
      grant_type: "refresh_token",
      refresh_token: grant.refresh_token,
    });
    expect((await ask(GrantSchema.parse(body).access_token)).status).toBe(200);
  });

  it("knows no other API version and no other shop", async () => {
    const { access_token: token } = GrantSchema.parse((await world.exchange()).body);
    const old = await world.post(
      "/admin/api/2025-01/graphql.json",
      {},
      { "x-shopify-access-token": token },
    );
    expect(old).toEqual({ status: 404, body: { errors: "Not Found" } });
  });
});

describe("what a merchant's staff and shoppers do", () => {
  it("tells the app of a live order and keeps the customer's statistics", async () => {
    const customer = shop().createCustomer({}, { emit: false });
    shop().upsertCheckout({ token: "co-1", customerId: customer.id, lines });
    const order = shop().createOrder({ customerId: customer.id, lines, checkoutToken: "co-1" });
    expect(shop().customer(customer.id)).toMatchObject({
      numberOfOrders: 1,
      amountSpentMinor: 1500,
      lastOrderId: order.id,
    });
    shop().refundOrder(order.id, { amountMinor: 400 });
    expect(shop().customer(customer.id)).toMatchObject({ amountSpentMinor: 1100 });
    expect(() => shop().refundOrder(order.id, { amountMinor: 1101 })).toThrow("refunded");
    shop().cancelOrder(order.id, {});
    shop().cancelOrder(order.id, {});
    expect(shop().customer(customer.id)).toMatchObject({
      numberOfOrders: 0,
      amountSpentMinor: 0,
      lastOrderId: null,
    });
    await world.store.webhooks.idle();
    expect(world.received.map(({ topic }) => topic).sort()).toEqual(
      [
        "checkouts/create",
        "checkouts/update",
        "orders/cancelled",
        "orders/create",
        "orders/updated",
        "orders/updated",
        "refunds/create",
      ].sort(),
    );
  });

  it("sends nothing for a cart operation that changes nothing, nor for silent loading", async () => {
    world.received.length = 0;
    shop().upsertCart({ token: "c1", lines });
    shop().upsertCart({ token: "c1", lines });
    shop().upsertCart({ token: "c1", lines: [] });
    shop().createOrder({ lines }, { emit: false });
    await world.store.webhooks.idle();
    expect(world.received.map(({ topic }) => topic)).toEqual(["carts/create", "carts/update"]);
  });

  it("passes on what a customer asks by law, the erasure ten days later", async () => {
    const customer = shop().createCustomer({ email: "who@example.com" }, { emit: false });
    const order = shop().createOrder({ customerId: customer.id, lines }, { emit: false });
    world.received.length = 0;
    shop().requestCustomerData(customer.id);
    shop().redactCustomer(customer.id);
    await expect.poll(() => world.received).toHaveLength(1);
    expect(world.received[0]).toMatchObject({
      topic: "customers/data_request",
      payload: { customer: { id: Number(customer.id) }, orders_requested: [Number(order.id)] },
    });
    world.store.clock.set(world.store.clock.now() + 240 * HOUR_MS);
    await world.store.webhooks.idle();
    expect(world.received[1]).toMatchObject({
      topic: "customers/redact",
      payload: { orders_to_redact: [Number(order.id)] },
    });
  });

  it("erases its own copy of a customer in silence: orders stay, and are nobody's", async () => {
    const customer = shop().createCustomer({ tags: ["vip"] }, { emit: false });
    const order = shop().createOrder({ customerId: customer.id, lines }, { emit: false });
    world.received.length = 0;
    const told = shop().eraseCustomer(customer.id);
    expect(told).toMatchObject({ shop_domain: shop().domain });
    expect(writeJson(told)).toContain(`"orders_to_redact":[${order.id}]`);
    expect(shop().customer(customer.id)).toBeUndefined();
    expect(shop().order(order.id)).toEqual({ ...order, customerId: null });
    await world.store.webhooks.idle();
    expect(world.received).toEqual([]);
  });

  it("knows whether a webhook about something is on its way", async () => {
    const customer = shop().createCustomer({});
    const about = { shop: shop().domain, id: customer.id };
    expect(world.store.webhooks.isOnItsWay(about)).toBe(true);
    expect(world.store.webhooks.isOnItsWay({ ...about, shop: "another.myshopify.com" })).toBe(
      false,
    );
    await world.store.webhooks.idle();
    expect(world.store.webhooks.isOnItsWay(about)).toBe(false);
  });

  it("rolls a whole batch back when one part of it fails", () => {
    const before = shop().counts();
    expect(() =>
      shop().batch(() => {
        shop().createCustomer({});
        shop().createOrder({ customerId: "404", lines });
      }),
    ).toThrow("no customer");
    expect(shop().counts()).toEqual(before);
  });

  it("loses nothing by a restart", async () => {
    const customer = shop().createCustomer({ tags: ["x"] });
    const grant = GrantSchema.parse((await world.exchange()).body);
    const before = { counts: shop().counts(), now: world.store.clock.now() };
    await world.restart();
    expect({ counts: shop().counts(), now: world.store.clock.now() }).toEqual(before);
    expect(shop().customerTags(customer.id)).toEqual(["x"]);
    expect((await ask(grant.access_token)).status).toBe(200);
    const next = shop().createCustomer({});
    expect(BigInt(next.id)).toBeGreaterThan(BigInt(customer.id));
  });
});

describe("a dev store that is killed", () => {
  it("keeps every order that it had confirmed, and gives no id twice", async () => {
    const file = join(world.folder, "killed.sqlite");
    const module = (path: string) => new URL(`../../dev-store/state/${path}`, import.meta.url).href;
    const script = `
      import { openDatabase } from "${module("database.ts")}";
      import { createIdSource } from "${module("ids.ts")}";
      import { openResourceTable } from "${module("resource-table.ts")}";
      const database = openDatabase(${JSON.stringify(file)});
      const ids = createIdSource(database);
      const table = openResourceTable({ database, shop: "a", table: "customers" });
      for (let index = 0; index < 50; index += 1) {
        table.put({ id: ids("customer"), createdAt: 1, updatedAt: 1 });
      }
      process.kill(process.pid, "SIGKILL");
    `;
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]).catch(
      () => undefined,
    );
    const database = openDatabase(file);
    const table = openResourceTable({ database, shop: "a", table: "customers" });
    expect(table.count()).toBe(50);
    const last = [...table.all()].at(-1);
    expect(BigInt(createIdSource(database)("customer"))).toBeGreaterThan(BigInt(last?.id ?? "0"));
    database.close();
  });
});

describe("the app's own process", () => {
  it("reaches Shopify by plain fetch, on the dev store's time, and nobody else", async () => {
    expectConsole("error", /refused CONNECT example\.com:443/);
    const script = `
      const answer = await fetch("https://${SHOP}/admin/api/2026-10/graphql.json", { method: "POST", body: "{}" });
      const other = await fetch("https://example.com/").then(() => "reached", () => "refused");
      console.log(JSON.stringify({ status: answer.status, year: new Date().getUTCFullYear(), other }));
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { env: { ...process.env, ...world.store.appEnv() } },
    );
    expect(JSON.parse(stdout)).toEqual({ status: 401, year: 2011, other: "refused" });
  });
});

describe("uninstalling", () => {
  it("kills the tokens at once, tells the app, and asks for erasure two days later", async () => {
    const grant = GrantSchema.parse((await world.exchange()).body);
    world.received.length = 0;
    await shop().uninstallApp();
    expect((await ask(grant.access_token)).status).toBe(401);
    expect((await world.exchange()).status).toBe(400);
    shop().createOrder({ lines });
    await expect.poll(() => world.received.map(({ topic }) => topic)).toEqual(["app/uninstalled"]);
    world.store.clock.set(world.store.clock.now() + 48 * HOUR_MS);
    await world.store.webhooks.idle();
    expect(world.received.map(({ topic }) => topic)).toEqual(["app/uninstalled", "shop/redact"]);
  });
});
