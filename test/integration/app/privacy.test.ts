import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { findShop, markAuthorized } from "../../../app/db/shop.ts";
import { readPrivacyRequests } from "../../../app/queries/read-privacy-requests.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { count, findTraces, readProductRows, readShopRows } from "../../support/app-rows.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { CLIENT_SECRET, useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();

const countSessions = (domain: string): Promise<number> =>
  count(app.pool, 'FROM "Session" WHERE shop = $1', [domain]);

async function send(shop: Installed, topic: string, body: object, triggeredAt?: number) {
  const { domain } = shop;
  const answer = await sendWebhook(app, {
    domain,
    topic,
    body,
    ...(triggeredAt === undefined ? {} : { triggeredAt }),
  });
  expect(answer.status).toBe(200);
}

async function browse(
  shop: Installed,
  visit: { clientId: string; customerId: string; cartToken: string | null },
): Promise<void> {
  const at = app.devStore.clock.now();
  const query = buildProxyQuery(
    new URLSearchParams(),
    { shopDomain: shop.domain, customerId: visit.customerId, pathPrefix: "/apps/kindling", at },
    CLIENT_SECRET,
  );
  const instant = new Date(at).toISOString();
  const response = await fetch(`${app.appUrl}/proxy/events?${query}`, {
    method: "POST",
    headers: { "user-agent": DESKTOP_BROWSER },
    body: JSON.stringify({
      clientId: visit.clientId,
      consent: { analytics: true, marketing: false },
      cartToken: visit.cartToken,
      sentAt: instant,
      events: [{ kind: "product_viewed", occurredAt: instant, path: "/a" }],
    }),
  });
  expect(response.status).toBe(204);
}

interface Person {
  customerId: string;
  /** All that can lead back to them: their id, orders, tokens and browser. */
  traces: string[];
}

/**
 * Somebody with a backfilled order, live orders, a parcel, a cancellation, a refund, a cart, a checkout, a
 * browser and consents, who was two customers once.
 */
async function livePerson(shop: Installed, name: string, customerId: string): Promise<Person> {
  const { shop: dev } = shop;
  const clientId = randomUUID();
  const cartToken = `cart-of-${name}`;
  const checkoutToken = `checkout-of-${name}`;
  const lines = [{ title: "Mug", quantity: 1, priceMinor: 5000 }];
  await browse(shop, { clientId, customerId, cartToken });
  dev.upsertCart({ token: cartToken, lines });
  dev.upsertCheckout({ token: checkoutToken, cartToken, customerId, lines });
  const order = dev.createOrder({ customerId, lines, cartToken, checkoutToken });
  const other = dev.createOrder({ customerId, lines });
  const refund = dev.refundOrder(order.id, { amountMinor: 500 });
  dev.fulfillOrder(order.id);
  dev.cancelOrder(other.id, {});
  const former = dev.createCustomer({}).id;
  for (const id of [customerId, former]) {
    dev.setMarketingConsent(id, { channel: "email", state: "subscribed" });
  }
  dev.mergeCustomers({ keptId: customerId, deletedId: former });
  const orders = [...dev.orders()].filter((entry) => entry.customerId === customerId);
  expect(orders).toHaveLength(3);
  const line = order.lines[0]?.id ?? "";
  const traces = [customerId, former, clientId, cartToken, checkoutToken, refund.id, line];
  return { customerId, traces: [...traces, ...orders.map(({ id }) => id)] };
}

/** Two people with a past each, in a shop of the name. */
async function installWithTwo(name: string) {
  const ids: string[] = [];
  const shop = await app.install(name, {
    before: (dev) => {
      for (const firstName of ["Ada", "Bea"]) {
        const { id } = dev.createCustomer({ firstName }, { emit: false });
        const lines = [{ title: "Mug", quantity: 1, priceMinor: 2000 }];
        const createdAt = app.devStore.clock.now() - 40 * 24 * 3_600_000;
        dev.createOrder({ customerId: id, lines, createdAt }, { emit: false, at: createdAt });
        ids.push(id);
      }
    },
  });
  const [first = "", second = ""] = ids;
  // All that is told outside, besides tags.
  await shop.shop.useFlowTrigger("kindling-segment-entered", true);
  await shop.shop.useFlowTrigger("kindling-score-crossed", true);
  const now = app.devStore.clock.now();
  await setMetafields({ pool: app.pool, shopId: shop.shopId, isOn: true, now });
  const ada = await livePerson(shop, `ada-${name}`, first);
  const bea = await livePerson(shop, `bea-${name}`, second);
  await app.settle(shop.shopId);
  return { shop, ada, bea };
}

describe("a customer who asks to be forgotten", () => {
  let world: Awaited<ReturnType<typeof installWithTwo>>;
  beforeAll(async () => {
    world = await installWithTwo("forgetful");
  });

  test("can have all that is kept before, with the messages as they arrived, and nothing of anybody else", async () => {
    const { shop, ada, bea } = world;
    const answer = await shop.shop.openApp(`/app/customers/${ada.customerId}/file`);
    const text = await answer.text();
    for (const trace of ada.traces) expect(text).toContain(trace);
    for (const trace of bea.traces) expect(text).not.toContain(trace);
    const file = JSON.parse(text) as { messages: { source: string; wire: unknown }[] };
    const sources = new Set(file.messages.map(({ source }) => source));
    expect(sources).toEqual(new Set(["backfill", "proxy", "webhook"]));
    const kept = await readShopRows(app.pool, shop.shopId);
    const theirs = kept.filter(
      ({ table, text: row }) => table === "raw_event" && ada.traces.some((id) => row.includes(id)),
    );
    expect(file.messages).toHaveLength(theirs.length);
  });

  test("is in the tables before, with each of the traces that are looked for", async () => {
    for (const trace of world.ada.traces) {
      expect(await findTraces(app.pool, world.shop.shopId, trace), trace).not.toEqual([]);
    }
    const tables = await findTraces(app.pool, world.shop.shopId, world.ada.customerId);
    expect(new Set(tables.map(({ table }) => table))).toEqual(
      new Set([
        "announcement",
        "customer",
        "customer_consent",
        "customer_order",
        "dedupe",
        "fact",
        "identity",
        "membership_change",
        "metafield_state",
        "profile",
        "raw_event",
        "tag_state",
        "tag_write",
      ]),
    );
  });

  test("leaves no trace in any table, and nobody else loses a row", async () => {
    const { shop, ada, bea } = world;
    const neighbours = await Promise.all(
      bea.traces.map((trace) => findTraces(app.pool, shop.shopId, trace)),
    );
    await send(shop, "customers/redact", {
      shop_id: 1,
      shop_domain: shop.domain,
      customer: { id: Number(ada.customerId), email: "ada@example.com", phone: null },
      orders_to_redact: [],
    });
    await expect
      .poll(() => findTraces(app.pool, shop.shopId, ada.customerId), { timeout: 10_000 })
      .toEqual([]);
    for (const trace of ada.traces) {
      expect(await findTraces(app.pool, shop.shopId, trace), trace).toEqual([]);
    }
    const after = await Promise.all(
      bea.traces.map((trace) => findTraces(app.pool, shop.shopId, trace)),
    );
    expect(after).toEqual(neighbours);
    // The queue keeps what it has done for days, and never knew whom it was about.
    expect(
      await count(app.pool, "FROM pgboss.job WHERE data::text LIKE '%' || $1 || '%'", [
        ada.customerId,
      ]),
    ).toBe(0);
    const { receipts } = await readPrivacyRequests({ shopId: shop.shopId }, app.pool);
    expect(receipts).toMatchObject([{ topic: "customers/redact", outcome: "erased" }]);
  });

  test("a request for data, and one about somebody unknown, are answered and change nothing", async () => {
    const { shop } = world;
    // How far the history is told stands on the benchmarks: after the erasure before it is gone on with.
    const productRows = async () =>
      (await readProductRows(app.pool, shop.shopId)).filter(
        ({ table }) => !["privacy_request", "benchmark"].includes(table),
      );
    const before = await productRows();
    const named = { shop_id: 1, shop_domain: shop.domain };
    await send(shop, "customers/data_request", {
      ...named,
      customer: { id: Number(world.bea.customerId) },
      orders_requested: [],
    });
    await send(shop, "customers/redact", { ...named, customer: { id: 1 }, orders_to_redact: [] });
    await send({ ...shop, domain: "stranger.myshopify.com" }, "shop/redact", {
      ...named,
      shop_domain: "stranger.myshopify.com",
    });
    await expect
      .poll(() => count(app.pool, "FROM pgboss.job WHERE state <> 'completed'", []))
      .toBe(0);
    expect(await productRows()).toEqual(before);
  });
});

test("an uninstall stops all work and forgets the tokens, and the redaction leaves no row but its receipt", async () => {
  const { shop } = await installWithTwo("leaving");
  const { shopId, domain } = shop;
  expect(await countSessions(domain)).toBeGreaterThan(0);
  await shop.shop.uninstallApp();
  await expect.poll(() => countSessions(domain), { timeout: 5000 }).toBe(0);
  // Tokens go first: what fails between the two is tried again.
  await expect
    .poll(() => findShop(app.pool, domain), { timeout: 5000 })
    .toMatchObject({ status: "uninstalled" });

  // Everything is due and nothing is done: neither scoring nor tags, and no webhook is taken.
  const soon = new Date(app.devStore.clock.now());
  await app.pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1", [shopId, soon]);
  await app.pool.query("UPDATE shop_work SET due_at = $2 WHERE shop_id = $1", [shopId, soon]);
  await app.pool.query("UPDATE tag_state SET write_at = $2 WHERE shop_id = $1", [shopId, soon]);
  const before = await readProductRows(app.pool, shopId);
  const late = await sendWebhook(app, { domain, topic: "customers/update", body: { id: 1 } });
  expect(late.status).toBe(410);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(await readProductRows(app.pool, shopId)).toEqual(before);

  await send(shop, "shop/redact", { shop_id: 1, shop_domain: domain });
  const tables = async () => (await readShopRows(app.pool, shopId)).map(({ table }) => table);
  await expect.poll(tables, { timeout: 10_000 }).toEqual(["privacy_request"]);
});

test("an uninstall that arrives after the reinstall changes nothing, and one that is new does", async () => {
  const shop = await app.install("returning");
  const { domain, shopId } = shop;
  const body = { id: 1, myshopify_domain: domain };
  await shop.shop.uninstallApp();
  await expect.poll(() => countSessions(domain), { timeout: 5000 }).toBe(0);
  const uninstalledAt = app.devStore.clock.now();
  await shop.shop.installApp();
  await app.settle(shopId);
  const sessions = await countSessions(domain);
  expect(sessions).toBeGreaterThan(0);

  await send(shop, "app/uninstalled", body, uninstalledAt);
  expect(await findShop(app.pool, domain)).toMatchObject({ status: "installed", shopId });
  expect(await countSessions(domain)).toBe(sessions);

  await send(shop, "app/uninstalled", body, app.devStore.clock.now() + 1000);
  expect(await findShop(app.pool, domain)).toMatchObject({ status: "uninstalled" });
  expect(await countSessions(domain)).toBe(0);
  // Told twice, as webhooks may be.
  await send(shop, "app/uninstalled", body, app.devStore.clock.now() + 1000);
});

test("an uninstall that is told only after a visit proved the app installed again changes nothing", async () => {
  const shop = await app.install("overtaken");
  const { domain } = shop;
  const uninstalledAt = app.devStore.clock.now();
  await markAuthorized(app.pool, domain, uninstalledAt + 5000);
  await send(shop, "app/uninstalled", { id: 1, myshopify_domain: domain }, uninstalledAt);
  expect(await findShop(app.pool, domain)).toMatchObject({ status: "installed" });
  expect(await countSessions(domain)).toBeGreaterThan(0);
});

test("a guest, whom no customer names, is erased by the orders of the request", async () => {
  const shop = await app.install("guests");
  const order = shop.shop.createOrder({
    customerId: null,
    lines: [{ title: "Mug", quantity: 1, priceMinor: 900 }],
  });
  shop.shop.refundOrder(order.id, { amountMinor: 100 });
  await app.settle(shop.shopId);
  expect(await findTraces(app.pool, shop.shopId, order.id)).not.toEqual([]);
  await send(shop, "customers/redact", {
    shop_id: 1,
    shop_domain: shop.domain,
    customer: null,
    orders_to_redact: [Number(order.id)],
  });
  await expect
    .poll(() => findTraces(app.pool, shop.shopId, order.id), { timeout: 10_000 })
    .toEqual([]);
});
