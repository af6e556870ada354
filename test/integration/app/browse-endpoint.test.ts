import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { signProxyQuery } from "../../../dev-store/app-proxy/sign-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { count } from "../../support/app-rows.ts";
import { CLIENT_SECRET, useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shop: Installed;

beforeAll(async () => {
  shop = await app.install("browsed");
});

const CLIENT = "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11";

let products = 100;

/** Each of another product: the same one seen twice within ten seconds would be one fact. */
function event(kind = "product_viewed") {
  products += 1;
  return { kind, occurredAt: iso(), path: "/products/mug", productId: String(products) };
}

const iso = (): string => new Date(app.devStore.clock.now()).toISOString();

const batch = (events: unknown[], more: object = {}) => ({
  clientId: CLIENT,
  cartToken: null,
  consent: { analytics: true, marketing: false },
  sentAt: iso(),
  events,
  ...more,
});

interface Sending {
  agent?: string;
  customerId?: string | null;
  at?: number;
  /** What the visitor's own query holds. */
  query?: string;
  /** Changes the signed query. */
  spoil?: (query: URLSearchParams) => void;
  domain?: string;
}

async function send(
  body: unknown,
  sending: Sending = {},
): Promise<{ status: number; text: string }> {
  const query = buildProxyQuery(
    new URLSearchParams(sending.query ?? ""),
    {
      shopDomain: sending.domain ?? shop.domain,
      customerId: sending.customerId ?? null,
      pathPrefix: "/apps/kindling",
      at: sending.at ?? app.devStore.clock.now(),
    },
    CLIENT_SECRET,
  );
  sending.spoil?.(query);
  const response = await fetch(`${app.appUrl}/proxy/events?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": sending.agent ?? DESKTOP_BROWSER },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const countRaw = (): Promise<number> =>
  count(app.pool, "FROM raw_event WHERE shop_id = $1", [shop.shopId]);

async function slotsOf(clientId: string): Promise<unknown[]> {
  const { rows } = await app.pool.query(
    `SELECT signal, trust, sum(count)::int AS count FROM signal_slot JOIN identity USING (shop_id, identity_id)
     WHERE shop_id = $1 AND kind = 'client' AND key = $2 GROUP BY 1, 2 ORDER BY 1`,
    [shop.shopId, clientId],
  );
  return rows;
}

describe("a signed batch", () => {
  test("is answered with 204 and reaches the roll-up, each event once however often it comes", async () => {
    const clientId = randomUUID();
    const [first, second, third] = [event(), event("cart_viewed"), event()];
    const body = batch([first, second], { clientId });
    expect(await send(body)).toEqual({ status: 204, text: "" });
    expect((await send(body)).status).toBe(204);
    // A script that lost the answer sends the rest together with what is new.
    expect((await send(batch([second, third], { clientId }))).status).toBe(204);
    await app.settle(shop.shopId);
    expect(await slotsOf(clientId)).toEqual([
      { signal: "cart_viewed", trust: "claimed", count: 1 },
      { signal: "product_viewed", trust: "claimed", count: 2 },
    ]);
  });

  test("is known by its time and its text", async () => {
    const sentAt = new Date(app.devStore.clock.now() - 61_234).toISOString();
    expect((await send(batch([event()], { sentAt }))).status).toBe(204);
    const { rows } = await app.pool.query<{ key: string }>(
      "SELECT key FROM dedupe WHERE shop_id = $1 AND source = 'proxy'",
      [shop.shopId],
    );
    const times = rows.map(({ key }) => parseInt(key.split(" ", 1)[0] ?? "", 36));
    expect(times.filter((time) => time === Date.parse(sentAt))).toHaveLength(1);
  });

  test("of good and bad events is answered with 200 and the refused ones, and keeps the good ones", async () => {
    const clientId = randomUUID();
    const events = [event(), { ...event(), kind: "bought_everything" }, event(), "no event at all"];
    const answer = await send(batch(events, { clientId }));
    expect(answer.status).toBe(200);
    const refused: unknown = JSON.parse(answer.text);
    expect(refused).toMatchObject({ refused: [{ index: 1 }, { index: 3 }] });
    expect(answer.text).toContain("kind");
    expect(answer.text).not.toContain("bought_everything");
    await app.settle(shop.shopId);
    expect(await slotsOf(clientId)).toMatchObject([{ signal: "product_viewed", count: 2 }]);
  });

  test("of a customer who is logged in ties the browser's events to the customer's profile", async () => {
    const customer = shop.shop.createCustomer({ firstName: "Ada" });
    const clientId = randomUUID();
    expect((await send(batch([event()], { clientId }))).status).toBe(204);
    expect((await send(batch([event()], { clientId }), { customerId: customer.id })).status).toBe(
      204,
    );
    await app.settle(shop.shopId);
    const { rows } = await app.pool.query(
      `SELECT client.profile_id = profile.profile_id AS "isOne", intent > 0 AS "hasIntent" FROM profile
       JOIN identity client ON client.shop_id = profile.shop_id AND client.kind = 'client' AND client.key = $3
       WHERE profile.shop_id = $1 AND profile.customer_id = $2`,
      [shop.shopId, customer.id, clientId],
    );
    expect(rows).toEqual([{ isOne: true, hasIntent: true }]);
    // What was done while logged in hangs on the customer, whoever else uses the browser.
    expect(await slotsOf(clientId)).toMatchObject([{ count: 1 }]);
  });

  test("names no customer in its body that counts", async () => {
    const customer = shop.shop.createCustomer({ firstName: "Eve" });
    const clientId = randomUUID();
    const claims = { clientId, customerId: customer.id, logged_in_customer_id: customer.id };
    expect((await send(batch([event()], claims))).status).toBe(204);
    await app.settle(shop.shopId);
    const { rows } = await app.pool.query(
      `SELECT count(DISTINCT profile_id)::int AS profiles FROM identity
       WHERE shop_id = $1 AND key = ANY($2)`,
      [shop.shopId, [customer.id, clientId]],
    );
    expect(rows).toEqual([{ profiles: 2 }]);
  });
});

describe("a request is refused with 401, without a row,", () => {
  test.each<[string, Sending]>([
    ["for a wrong signature", { spoil: (query) => query.set("signature", "0".repeat(64)) }],
    ["without a signature", { spoil: (query) => query.delete("signature") }],
    ["for a parameter that was added after signing", { spoil: (query) => query.set("extra", "1") }],
    [
      "for another shop than the signed one",
      { spoil: (query) => query.set("shop", "b.myshopify.com") },
    ],
    [
      "for a customer who was put in after signing",
      { spoil: (query) => query.set("logged_in_customer_id", "1") },
    ],
    // Shopify signs a repeat as it comes: the app must not read one value where the other was meant.
    ["for a customer whom the visitor names in the query", { query: "logged_in_customer_id=77" }],
    ["for a shop that the visitor names in the query", { query: "shop=b.myshopify.com" }],
  ])("%s", async (_case, sending) => {
    const before = await countRaw();
    expect((await send(batch([event()]), sending)).status).toBe(401);
    expect(await countRaw()).toBe(before);
  });

  test("for a timestamp that is too old, and for one of the future", async () => {
    const before = await countRaw();
    const now = app.devStore.clock.now();
    expect((await send(batch([event()]), { at: now - 120_000 })).status).toBe(401);
    expect((await send(batch([event()]), { at: now + 120_000 })).status).toBe(401);
    expect(await countRaw()).toBe(before);
  });

  test("without a shop, without a timestamp, and without any query", async () => {
    const resign = (name: string) => (query: URLSearchParams) => {
      query.delete(name);
      query.set("signature", signProxyQuery(query, CLIENT_SECRET));
    };
    expect((await send(batch([event()]), { spoil: resign("shop") })).status).toBe(401);
    expect((await send(batch([event()]), { spoil: resign("timestamp") })).status).toBe(401);
    const response = await fetch(`${app.appUrl}/proxy/events`, { method: "POST", body: "{}" });
    expect(response.status).toBe(401);
  });
});

describe("a body is refused", () => {
  test("with 413 when it is larger than a browser may send", async () => {
    const before = await countRaw();
    const padded = batch([event()], { padding: "x".repeat(64 * 1024) });
    expect((await send(padded)).status).toBe(413);
    expect(await countRaw()).toBe(before);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["it is no JSON", () => "{", /not JSON/],
    ["it has no client id", () => ({ ...batch([event()]), clientId: undefined }), /clientId/],
    ["it has no events", () => batch([]), /no events/],
    ["all its events are bad", () => batch([{ kind: "page_viewed" }]), /occurredAt: expected/],
    [
      "it has more events than allowed",
      () => batch(Array.from({ length: 51 }, () => event())),
      /50/,
    ],
    ["its cart token holds a NUL", () => batch([event()], { cartToken: "a\u0000b" }), /cartToken/],
    ["its only path holds a NUL", () => batch([{ ...event(), path: "/a\u0000" }]), /path/],
    ["its only path holds half a pair", () => batch([{ ...event(), path: "/a\ud800" }]), /path/],
  ])("with 400 and the reason when %s", async (_case, makeBody, reason) => {
    const before = await countRaw();
    const answer = await send(makeBody());
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(reason);
    expect(await countRaw()).toBe(before);
  });

  test("with 400 when the visitor did not consent", async () => {
    const before = await countRaw();
    const answer = await send(
      batch([event()], { consent: { analytics: false, marketing: false } }),
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("consent");
    expect(await countRaw()).toBe(before);
  });

  test("with 404 when the app is not installed in the shop that signed", async () => {
    expect((await send(batch([event()]), { domain: "stranger.myshopify.com" })).status).toBe(404);
  });
});

test("a crawler is answered and nothing of it is kept", async () => {
  const before = await countRaw();
  const answer = await send(batch([event()]), {
    agent: "Googlebot/2.1 (+http://www.google.com/bot.html)",
  });
  expect(answer).toEqual({ status: 204, text: "" });
  expect(await countRaw()).toBe(before);
});

test("what came in is counted by source, minute and outcome", async () => {
  const { shopId, domain } = await app.install("counted");
  const body = batch([event(), event(), { ...event(), kind: "bought_everything" }]);
  await send(body, { domain });
  await send(body, { domain });
  const counted = async (): Promise<unknown> =>
    (
      await app.pool.query(
        `SELECT outcome, reason, sum(count)::int AS count FROM intake_minute
         WHERE shop_id = $1 AND source = 'proxy' GROUP BY 1, 2 ORDER BY 1`,
        [shopId],
      )
    ).rows;
  await expect.poll(counted, { timeout: 10_000, interval: 200 }).toEqual([
    { outcome: "accepted", reason: "", count: 2 },
    { outcome: "duplicate", reason: "", count: 2 },
    { outcome: "rejected", reason: "event: kind: unknown kind", count: 2 },
  ]);
});
