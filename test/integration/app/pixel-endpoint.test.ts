import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { count } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shop: Installed;
let shopToken: string;

beforeAll(async () => {
  shop = await app.install("pixelled");
  const { rows } = await app.pool.query<{ token: string }>(
    "SELECT pixel_token AS token FROM shop WHERE shop_id = $1",
    [shop.shopId],
  );
  shopToken = rows[0]?.token ?? "";
});

const fixture = JSON.parse(
  readFileSync(new URL("../../fixtures/pixel-events.json", import.meta.url), "utf8"),
);

const batch = (more: object = {}) => {
  const at = new Date(app.devStore.clock.now()).toISOString();
  const events = [{ kind: "product_viewed", occurredAt: at, path: "/products/a", productId: "9" }];
  const consent = { analytics: true, marketing: true };
  return { shopToken, clientId: randomUUID(), consent, sentAt: at, events, ...more };
};

async function send(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.appUrl}/pixel/events`, {
    method: "POST",
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      "user-agent": DESKTOP_BROWSER,
      origin: "null",
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const countRaw = (): Promise<number> =>
  count(app.pool, "FROM raw_event WHERE shop_id = $1 AND source = 'pixel'", [shop.shopId]);

async function factsOf(clientId: string): Promise<unknown[]> {
  const { rows } = await app.pool.query(
    "SELECT signal, trust FROM fact WHERE shop_id = $1 AND key LIKE $2 ORDER BY 1, 2",
    [shop.shopId, `client:${clientId}:%`],
  );
  return rows;
}

describe("a batch of the pixel", () => {
  test("is answered with 204 for any origin, and counts as unsigned", async () => {
    const { clientId, ...rest } = batch();
    const answer = await send({ ...rest, clientId });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    await app.settle(shop.shopId);
    expect(await factsOf(clientId)).toEqual([{ signal: "product_viewed", trust: "unsigned" }]);
  });

  test("of the contract is taken whole", async () => {
    expect((await send({ ...fixture, shopToken })).status).toBe(204);
  });

  test("sent again changes nothing", async () => {
    const body = batch();
    await send(body);
    const before = await countRaw();
    expect((await send(body)).status).toBe(204);
    expect(await countRaw()).toBe(before);
  });

  test("names no customer that counts, neither a real nor a made-up one", async () => {
    const { id } = shop.shop.createCustomer({ firstName: "Ada" });
    const clientId = randomUUID();
    await send(batch({ clientId, customerId: id }));
    await send(batch({ clientId, customerId: "123456789" }));
    await app.settle(shop.shopId);
    const { rows } = await app.pool.query(
      `SELECT kind, count(DISTINCT profile_id)::int AS profiles FROM identity
       WHERE shop_id = $1 AND key = ANY($2) GROUP BY 1 ORDER BY 1`,
      [shop.shopId, [id, "123456789", clientId]],
    );
    expect(rows).toEqual([
      { kind: "client", profiles: 1 },
      { kind: "customer", profiles: 1 },
    ]);
    expect(await count(app.pool, "FROM identity WHERE key = '123456789'", [])).toBe(0);
  });

  test("asks first and is allowed, where a browser asks", async () => {
    const response = await fetch(`${app.appUrl}/pixel/events`, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-methods")).toBe("POST");
  });
});

describe("a batch is refused, without a row,", () => {
  test.each<[string, () => unknown, number, RegExp]>([
    ["when it is no JSON", () => "{", 400, /not JSON/],
    ["without a token", () => batch({ shopToken: undefined }), 400, /shopToken/],
    [
      "with a token of no shop",
      () => batch({ shopToken: `1.${"x".repeat(22)}` }),
      404,
      /installed/,
    ],
    [
      "with the number of the shop and another token",
      () => batch({ shopToken: `${shop.shopId}.${"x".repeat(22)}` }),
      404,
      /installed/,
    ],
    [
      "without consent",
      () => batch({ consent: { analytics: false, marketing: true } }),
      400,
      /consent/,
    ],
    ["without a client id", () => batch({ clientId: "" }), 400, /clientId/],
    ["with 51 events", () => batch({ events: Array(51).fill(fixture.events[0]) }), 400, /50/],
    ["with more than 64 kB", () => batch({ padding: "x".repeat(64 * 1024) }), 413, /65536/],
  ])("%s", async (_case, makeBody, status, reason) => {
    const before = await countRaw();
    const answer = await send(makeBody());
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(reason);
    // The sandbox may read why.
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await countRaw()).toBe(before);
  });

  test("from a crawler, which is told nothing", async () => {
    const before = await countRaw();
    expect((await send(batch(), { "user-agent": "bingbot/2.0" })).status).toBe(204);
    expect(await countRaw()).toBe(before);
  });
});
