import { request } from "node:http";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readTokens } from "../../../app/db/session-tokens.ts";
import { createWriteKey } from "../../../app/services/create-write-key.ts";
import { openTokens } from "../../../app/services/seal-tokens.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { LOCAL_SEAL_KEY } from "../../../scripts/demo/app-environment.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { HOSTILE } from "../../support/hostile-words.ts";
import { draftOf, orderedAtLeast, publish } from "../../support/publish.ts";
import { CLIENT_SECRET, useApp, type Installed } from "../../support/app-world.ts";

// The running app as a stranger, a thief of the database and a reader of its logs meet it.
const app = useApp({ env: { LOG_LEVEL: "debug" }, isLogKept: true });
const EMAIL = "grace.hopper@private.example";
const PHONE = "+4915112345678";
const WORDS = "zanzibar-of-a-payload";
let shop: Installed;
let writeKey: string;

beforeAll(async () => {
  shop = await app.install("guarded", {
    before: (dev) => dev.createCustomer({ firstName: WORDS, email: EMAIL }),
  });
  const now = app.devStore.clock.now();
  const how = { pool: app.pool, shopId: shop.shopId, name: "n", userIdIs: "user", now } as const;
  const made = await createWriteKey({ ...how, kind: "server" });
  if (made.outcome !== "created") throw new Error(made.outcome);
  writeKey = made.key;
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${app.appUrl}${path}`, {
    redirect: "manual",
    ...init,
    headers: { "user-agent": DESKTOP_BROWSER, ...init.headers },
  });

/** Every token of Shopify's that the app has, opened. */
async function tokens(): Promise<string[]> {
  const rows = await readTokens(app.pool, { after: "", limit: 10 });
  return rows.flatMap(({ sessionId, accessToken, refreshToken }) => {
    const stored = { accessToken, refreshToken: refreshToken ?? undefined };
    const opened = openTokens({ keys: [LOCAL_SEAL_KEY], sessionId, tokens: stored });
    if (opened.outcome !== "opened") throw new Error(`the tokens of ${sessionId} are lost`);
    return [opened.tokens.accessToken ?? "", opened.tokens.refreshToken ?? ""];
  });
}

describe("headers", () => {
  test.each(["/healthz", "/app", "/nowhere", "/favicon.ico", "/proxy/events", "/v1/track"])(
    "%s is answered with what keeps a browser careful",
    async (path) => {
      for (const method of ["GET", "POST"]) {
        const { headers } = await ask(path, { method });
        expect(headers.get("x-content-type-options")).toBe("nosniff");
        expect(headers.get("referrer-policy")).toBe("same-origin");
        expect(headers.get("x-powered-by")).toBeNull();
      }
    },
  );

  test("a page names the one shop that may embed it, and Shopify's admin", async () => {
    const { headers } = await shop.shop.openApp();
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^frame-ancestors /);
    const origins = policy.split(";")[0]?.split(" ").slice(1);
    expect(origins).toContain(`https://${shop.domain}`);
    expect(origins).toContain("https://admin.shopify.com");
    const isKnown = (origin: string): boolean =>
      /^https:\/\/(guarded\.myshopify\.com|admin\.shopify\.com|\*\.spin\.dev|admin\.myshopify\.io|admin\.shop\.dev)$/.test(
        origin,
      ) || origin.startsWith("http://127.0.0.1:");
    expect(origins?.filter((origin) => !isKnown(origin))).toEqual([]);
  });
});

describe("words that a stranger chose", () => {
  const handleOf = (index: number): string => `hostile-${index}`;

  beforeAll(async () => {
    const now = app.devStore.clock.now();
    for (const [index, name] of HOSTILE.entries()) {
      const draft = draftOf(orderedAtLeast(1), { name, description: name });
      const how = { pool: app.pool, shopId: shop.shopId, now };
      const result = await publish(how, { handle: handleOf(index), draft, text: name });
      expect(result.outcome).toBe("published");
    }
  });

  test.each([
    "/app",
    "/app/segments",
    "/app/activity",
    ...HOSTILE.map((_word, index) => `/app/segments/${handleOf(index)}`),
  ])("are text on the page %s, and in what it carries for its scripts", async (path) => {
    const html = await (await shop.shop.openApp(path)).text();
    const carried = /window\.__remixContext = (\{.*?\});<\/script>/s.exec(html)?.[1] ?? "";
    const told = JSON.stringify(JSON.parse(carried));
    const shown = HOSTILE.filter((word) => told.includes(JSON.stringify(word).slice(1, -1)));
    expect(shown.length).toBeGreaterThan(0);
    // As elements or an end of the script they would stand there as they are.
    for (const raw of ["<img src=x", "</script><script>window.pwned", "<!--<script>"])
      expect(html).not.toContain(raw);
  });
});

test.each(["/app/segments/a%00", "/app/customers?search=%00", "/app/segment-products?search=%00"])(
  "the address %s is refused as none, without a fault of ours",
  async (path) => {
    expect((await shop.shop.openApp(path)).status).toBe(400);
  },
);

describe("the size of a page's request", () => {
  test.each(["/app", "/app/segment-publish", "/auth/login", "/nowhere"])(
    "%s takes no large body, and none of unknown length",
    async (path) => {
      expect(await post(path, { "content-length": String(2 ** 21) }, "{")).toBe(413);
      expect(await post(path, { "transfer-encoding": "chunked" }, "{}")).toBe(411);
    },
  );

  const post = (path: string, headers: Record<string, string>, text: string): Promise<number> =>
    new Promise((answer, fail) => {
      const sent = request(`${app.appUrl}${path}`, { method: "POST", headers }, (response) => {
        response.resume();
        answer(response.statusCode ?? 0);
        sent.destroy();
      });
      sent.on("error", fail);
      sent.flushHeaders();
      sent.write(text);
      if (headers["transfer-encoding"] !== undefined) sent.end();
    });
});

describe("a thief of the database", () => {
  test("finds no token in it", async () => {
    const found = await tokens();
    expect(found).toHaveLength(2);
    const { rows } = await app.pool.query<{ text: string }>(
      `SELECT row_to_json(stored)::text AS text FROM "Session" AS stored`,
    );
    for (const token of found) {
      expect(token.length).toBeGreaterThan(10);
      expect(rows.map(({ text }) => text).join()).not.toContain(token);
    }
  });
});

describe("the logs of both processes, at their most talkative", () => {
  const order = {
    id: 1,
    email: EMAIL,
    phone: PHONE,
    note: WORDS,
    customer: { id: 2, email: EMAIL },
  };

  beforeAll(async () => {
    const { domain } = shop;
    // Refused for what it is, with and without a fault of ours in between.
    await sendWebhook(app, { domain, topic: "orders/create", body: order });
    await sendWebhook(app, { domain, topic: "orders/create", body: `{"note": "${WORDS}"` });
    await sendWebhook(app, {
      domain,
      topic: "customers/redact",
      body: { shop_id: WORDS, customer: { email: EMAIL, phone: PHONE } },
    });
    const auth = `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`;
    const track = { type: "track", event: WORDS, userId: EMAIL, context: { traits: { PHONE } } };
    await ask("/v1/track", {
      method: "POST",
      headers: { authorization: auth },
      body: JSON.stringify(track),
    });
    await ask("/v1/track", { method: "POST", headers: { authorization: auth }, body: WORDS });
    await ask("/pixel/events", { method: "POST", body: `{"shopToken":"1.x","email":"${EMAIL}"}` });
    await ask("/app", { headers: { authorization: `Bearer ${WORDS}.${EMAIL}.x` } });
    // Statements that fail, of the web process and of the worker, with the row in what PostgreSQL says.
    await app.pool.query("ALTER TABLE raw_event ADD CONSTRAINT broken CHECK (false) NOT VALID");
    const cart = { id: WORDS, token: WORDS, line_items: [], updated_at: "2026-01-01T00:00:00Z" };
    const failed = await sendWebhook(app, {
      domain,
      topic: "carts/update",
      body: { ...cart, created_at: "2026-01-01T00:00:00Z" },
    });
    expect(failed.status).toBe(500);
    await app.pool.query("ALTER TABLE raw_event DROP CONSTRAINT broken");
    await app.pool.query("ALTER TABLE identity ADD CONSTRAINT broken CHECK (false) NOT VALID");
    shop.shop.upsertCart({ token: WORDS, lines: [{ title: "Mug", quantity: 1, priceMinor: 100 }] });
    const isLeftOut = (): boolean => app.readLog().includes("was left out");
    await vi.waitUntil(isLeftOut, { timeout: 8000, interval: 50 });
    await app.pool.query("ALTER TABLE identity DROP CONSTRAINT broken");
    // Shopify fails, and then refuses.
    app.devStore.faults.graphql = { status500Next: 2 };
    await ask("/healthz");
    await shop.shop.openApp();
    await app.settle(shop.shopId);
  });

  test("say that something failed, and where", () => {
    const log = app.readLog();
    expect(log).toContain("The web process listens");
    expect(log).toContain("The worker works");
    expect(log).toContain("A webhook could not be read");
    expect(log).toContain("violates check constraint");
  });

  test("hold no secret, no address of a person, and no word of a payload", async () => {
    const log = app.readLog();
    const secrets = [CLIENT_SECRET, LOCAL_SEAL_KEY, writeKey, ...(await tokens())];
    for (const secret of [...secrets, EMAIL, PHONE, PHONE.slice(1), "grace.hopper", WORDS])
      expect(log.split("\n").filter((line) => line.includes(secret))).toEqual([]);
    expect(log).not.toMatch(/Bearer |shp(at|ua|rt)_|eyJ[A-Za-z0-9_-]{10}|postgres(ql)?:\/\/\w+:/);
  });
});

describe("row security in the running processes", () => {
  test("lets nothing in where no policy lets it, although the account is the database's owner", async () => {
    await app.pool.query("ALTER POLICY one_shop ON raw_event USING (false)");
    const { domain } = shop;
    const body = { token: "t", updated_at: "2026-01-01T00:00:00Z", id: "t", line_items: [] };
    const created_at = "2026-01-01T00:00:00Z";
    const answer = await sendWebhook(app, {
      ...{ domain, topic: "carts/update" },
      body: { ...body, created_at },
    });
    await app.pool.query(
      `ALTER POLICY one_shop ON raw_event USING (shop_id = NULLIF(current_setting('kindling.shop', true), '')::integer)`,
    );
    expect(answer.status).toBe(500);
    expect(app.readLog()).toContain("row-level security");
  });
});
