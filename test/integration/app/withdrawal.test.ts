import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { loadRollUp } from "../../../app/db/roll-up.ts";
import { readPrivacyRequests } from "../../../app/queries/read-privacy-requests.ts";
import { rebuildFacts } from "../../../app/services/rebuild-facts.ts";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { count, findTraces } from "../../support/app-rows.ts";
import { CLIENT_SECRET, useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shop: Installed;
let other: Installed;

beforeAll(async () => {
  shop = await app.install("withdrawn");
  other = await app.install("beside");
});

interface Sending {
  in?: Installed;
  customerId?: string | null;
  spoil?: (query: URLSearchParams) => void;
  domain?: string;
}

async function send(path: string, body: unknown, sending: Sending = {}): Promise<number> {
  const at = app.devStore.clock.now();
  const shopDomain = sending.domain ?? (sending.in ?? shop).domain;
  const visit = { shopDomain, customerId: sending.customerId ?? null, at };
  const query = buildProxyQuery(
    new URLSearchParams(),
    { ...visit, pathPrefix: "/apps/kindling" },
    CLIENT_SECRET,
  );
  sending.spoil?.(query);
  const response = await fetch(`${app.appUrl}/proxy/${path}?${query}`, {
    method: "POST",
    headers: { "user-agent": DESKTOP_BROWSER },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  await response.text();
  return response.status;
}

let products = 100;

/** Some products looked at, with all that a batch can tell of a browser. */
async function browse(
  visit: { clientId: string; sessionId?: string; cartToken?: string; looks?: number },
  sending: Sending = {},
): Promise<void> {
  const { looks = 4, sessionId = randomUUID(), cartToken = null, clientId } = visit;
  const instant = new Date(app.devStore.clock.now()).toISOString();
  const events = Array.from({ length: looks }, () => ({
    ...{ kind: "product_viewed", occurredAt: instant, path: "/products/mug" },
    productId: String((products += 1)),
  }));
  const consent = { analytics: true, marketing: false };
  const batch = { clientId, sessionId, cartToken, consent, sentAt: instant, events };
  expect(await send("events", batch, sending)).toBe(204);
}

const withdraw = (clientId: unknown, sending?: Sending): Promise<number> =>
  send("withdrawal", { clientId }, sending);

const traces = async (needle: string, of = shop): Promise<string[]> =>
  (await findTraces(app.pool, of.shopId, needle)).map(({ table }) => table);

const requests = (of = shop) => readPrivacyRequests({ shopId: of.shopId }, app.pool);

const countReceipts = async (of = shop): Promise<number> => (await requests(of)).receipts.length;

/** Waits for one receipt more than there were, and until what follows from it is done. */
async function untilReceipt(before: number, of = shop): Promise<void> {
  await expect.poll(() => countReceipts(of), { timeout: 15_000 }).toBe(before + 1);
  await app.settle(of.shopId);
}

/** What counts to a customer, and their intent in points without the seconds that passed meanwhile. */
async function standingOf(customerId: string): Promise<{ intent: string; counted: unknown[] }> {
  const { rows } = await app.pool.query<{ profileId: number; intent: number }>(
    `SELECT profile_id AS "profileId", intent FROM profile WHERE shop_id = $1 AND customer_id = $2`,
    [shop.shopId, customerId],
  );
  const [{ profileId, intent } = { profileId: 0, intent: 0 }] = rows;
  const slots = await loadRollUp(app.pool, shop.shopId, [profileId]);
  return { intent: (intent / 1_000_000).toFixed(1), counted: slots.get(profileId) ?? [] };
}

test("a visitor who withdraws leaves nothing but a receipt, and the same browser in another shop stays", async () => {
  const visit = { clientId: randomUUID(), sessionId: randomUUID(), cartToken: "cart-withdrawn" };
  await browse(visit);
  await browse({ clientId: visit.clientId }, { in: other });
  await app.settle(shop.shopId);
  await app.settle(other.shopId);
  const [client] = await findTraces(app.pool, shop.shopId, visit.clientId);
  expect(client).toBeDefined();
  const elsewhere = await findTraces(app.pool, other.shopId, visit.clientId);
  const profiles = () => count(app.pool, "FROM profile WHERE shop_id = $1", [shop.shopId]);
  expect(await profiles()).toBe(1);
  const before = await countReceipts();

  expect(await withdraw(visit.clientId)).toBe(204);
  await untilReceipt(before);
  for (const trace of Object.values(visit)) expect(await traces(trace), trace).toEqual([]);
  expect(await profiles()).toBe(0);
  const { open, receipts } = await requests();
  expect(open).toEqual([]);
  expect(receipts[0]).toMatchObject({ topic: "visitor/withdrawal", outcome: "erased" });
  const { rows } = await app.pool.query<{ erased: object }>(
    "SELECT erased FROM privacy_request WHERE shop_id = $1 AND request_key = $2",
    [shop.shopId, receipts[0]?.requestKey],
  );
  expect(rows[0]?.erased).toMatchObject({ raw_event: 1, fact: 4, signal_slot: 1, identity: 3 });
  // The queue keeps what it has done for days, and never knew whose browser it was.
  const jobs = "FROM pgboss.job WHERE data::text LIKE '%' || $1 || '%'";
  expect(await count(app.pool, jobs, [visit.clientId])).toBe(0);
  expect(await findTraces(app.pool, other.shopId, visit.clientId)).toEqual(elsewhere);
  expect(elsewhere.length).toBeGreaterThan(2);
});

test("a customer keeps what another browser and the shop told, and scores as if this one had never been", async () => {
  const customerId = shop.shop.createCustomer({ firstName: "Ada" }).id;
  const twin = shop.shop.createCustomer({ firstName: "Bea" }).id;
  const kept = { clientId: randomUUID(), sessionId: randomUUID(), cartToken: "cart-kept" };
  await browse({ ...kept, looks: 2 }, { customerId });
  await browse({ clientId: randomUUID(), looks: 2 }, { customerId: twin });
  await app.settle(shop.shopId);
  const without = await standingOf(customerId);
  const twinWithout = await standingOf(twin);
  expect(without.counted).toMatchObject([{ signal: "product_viewed", count: 2 }]);
  const gone = { clientId: randomUUID(), sessionId: randomUUID(), cartToken: "cart-gone" };
  // Before the log-in and after it: the first hangs on the browser, the second on the customer.
  await browse({ ...gone, looks: 9 });
  await browse({ ...gone, looks: 9 }, { customerId });
  // Others were logged in there too: they lose what was told of them there, and nothing else.
  await browse({ clientId: gone.clientId, looks: 3 }, { customerId: twin });
  await app.settle(shop.shopId);
  expect((await standingOf(customerId)).intent).not.toBe(without.intent);
  const keptRows = await findTraces(app.pool, shop.shopId, kept.clientId);
  const before = await countReceipts();

  expect(await withdraw(gone.clientId)).toBe(204);
  await untilReceipt(before);
  expect(await traces(gone.clientId)).toEqual([]);
  expect(await traces(gone.sessionId)).toEqual([]);
  expect(await standingOf(customerId)).toEqual(without);
  expect(await standingOf(twin)).toEqual(twinWithout);
  // The messages that are left say the same.
  const { customers } = await rebuildFacts({ pool: app.pool, shopId: shop.shopId });
  for (const [id, { counted }] of [
    [customerId, without],
    [twin, twinWithout],
  ] as const)
    expect(customers.get(id)?.rows).toEqual(counted);
  expect(await findTraces(app.pool, shop.shopId, kept.clientId)).toEqual(keptRows);
  // A customer was logged in with this cart: that is Shopify's word, not the browser's.
  expect(await count(app.pool, IN_PROFILE_OF, [shop.shopId, customerId, "cart-kept"])).toBe(1);
  expect((await requests()).receipts[0]).toMatchObject({ outcome: "erased" });
});

const IN_PROFILE_OF = `FROM identity JOIN profile USING (shop_id, profile_id)
  WHERE shop_id = $1 AND customer_id = $2 AND key = $3`;

test("a guest keeps their order, which is no browser's to take back", async () => {
  const clientId = randomUUID();
  const lines = [{ title: "Mug", quantity: 1, priceMinor: 900 }];
  await browse({ clientId, cartToken: "cart-of-guest" });
  const order = shop.shop.createOrder({ customerId: null, lines, cartToken: "cart-of-guest" });
  await app.settle(shop.shopId);
  const before = await countReceipts();
  expect(await withdraw(clientId)).toBe(204);
  await untilReceipt(before);
  expect(await traces(clientId)).toEqual([]);
  expect(await traces(order.id)).toContain("customer_order");
});

test("what waits to be taken in is erased too, and withdrawing twice gives one receipt", async () => {
  const { clientId } = { clientId: randomUUID() };
  const before = await countReceipts();
  await browse({ clientId });
  const answers = await Promise.all([clientId, clientId.toUpperCase()].map((id) => withdraw(id)));
  expect(answers).toEqual([204, 204]);
  await untilReceipt(before);
  expect(await withdraw(clientId)).toBe(204);
  await app.settle(shop.shopId);
  expect(await traces(clientId)).toEqual([]);
  expect(await countReceipts()).toBe(before + 1);
  expect((await requests()).open).toEqual([]);
});

test("a browser that is not known, here or in this shop alone, gives no receipt", async () => {
  const clientId = randomUUID();
  await browse({ clientId }, { in: other });
  await app.settle(other.shopId);
  const before = await countReceipts();
  for (const id of [clientId, randomUUID()]) expect(await withdraw(id)).toBe(204);
  const { open } = await requests();
  expect(open).toEqual([]);
  expect(await countReceipts()).toBe(before);
  expect((await traces(clientId, other)).length).toBeGreaterThan(0);
});

test.each<[string, number, Sending, unknown]>([
  ["a wrong signature", 401, { spoil: (query) => query.set("signature", "0".repeat(64)) }, null],
  ["another shop than the signed one", 401, { spoil: (query) => query.set("shop", "b.x") }, null],
  ["a shop without the app", 404, { domain: "stranger.myshopify.com" }, null],
  ["no JSON", 400, {}, "{"],
  ["no client id", 400, {}, "{}"],
  ["a client id that is none", 400, {}, { clientId: "me" }],
  ["more than an id", 413, {}, { clientId: "x".repeat(1024) }],
])("%s is refused with %i and changes nothing", async (_case, status, sending, body) => {
  const clientId = randomUUID();
  await browse({ clientId });
  await app.settle(shop.shopId);
  const before = await findTraces(app.pool, shop.shopId, clientId);
  const receipts = await countReceipts();
  expect(await send("withdrawal", body ?? { clientId }, sending)).toBe(status);
  await app.settle(shop.shopId);
  expect(await findTraces(app.pool, shop.shopId, clientId)).toEqual(before);
  expect((await requests()).open).toEqual([]);
  expect(await countReceipts()).toBe(receipts);
});
