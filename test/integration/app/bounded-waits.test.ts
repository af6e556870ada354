import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { browserId, writeBatch } from "../../../scripts/chaos/traffic/storefront-batch.ts";
import { appEnvironment } from "../../../scripts/demo/app-environment.ts";
import { findFreePort } from "../../../scripts/demo/processes.ts";
import { startPart, type AppPart } from "../../support/app-part.ts";
import { count } from "../../support/app-rows.ts";
import { CLIENT_SECRET, useApp, type Installed } from "../../support/app-world.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { openPage } from "../../support/ask-routes.ts";
import { draftOf, orderedAtLeast } from "../../support/publish.ts";

const WAIT_MS = 600;
const STATEMENT_MS = 1500;
/** What a busy machine may add to any of them: a lock is held until a test gives it back, so that whatever ends before was ended. */
const SLACK_MS = 4000;
const POOL_SIZE = 16;
/** Of them those of pages, and of one shop's: six are for what comes in (pool.server.ts). */
const OF_PAGES = 10;
const OF_SHOP = 5;

const app = useApp();
let shop: Installed;
let other: Installed;
let env: NodeJS.ProcessEnv;
/** A web process with short bounds beside the world's own. */
let web: AppPart;
const at = { appUrl: "", operations: "" };
let blocker: pg.Client;

const startWeb = async (): Promise<AppPart> => {
  const [port, metricsPort] = [await findFreePort(), await findFreePort()];
  at.appUrl = `http://127.0.0.1:${port}`;
  at.operations = `http://127.0.0.1:${metricsPort}`;
  return startPart("app/server.ts", {
    ...env,
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
  });
};

beforeAll(async () => {
  shop = await app.install("bounded");
  other = await app.install("bounded-too");
  env = {
    ...appEnvironment(app.devStore, { databaseUrl: app.databaseUrl, port: 0, logLevel: "warn" }),
    DATABASE_WAIT_SECONDS: String(WAIT_MS / 1000),
    STATEMENT_SECONDS: String(STATEMENT_MS / 1000),
    DATABASE_POOL_SIZE: String(POOL_SIZE),
  };
  web = await startWeb();
});
afterAll(async () => {
  web.signal("SIGKILL");
  await web.ended;
});
beforeEach(async () => {
  // The first visit brings a session, with which later ones ask for one table less.
  for (const of of [shop, other])
    expect(await open("/app/segments", of)).toMatchObject({ status: 200 });
  blocker = new pg.Client({ connectionString: app.databaseUrl });
  await blocker.connect();
  await blocker.query("BEGIN");
});
afterEach(() => blocker.end());

const lock = (table: string) => blocker.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
const tokenOf = (): string => app.devStore.mintSessionToken(shop.domain);
const open = (path: string, { domain } = shop) =>
  openPage(at, path, { domain, token: app.devStore.mintSessionToken(domain) });

async function timed<T>(work: Promise<T>): Promise<[T, ms: number]> {
  const startedAt = performance.now();
  return [await work, performance.now() - startedAt];
}

/** What a route gives to a page that is open already, or to a program. */
const askAlone = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${at.appUrl}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${tokenOf()}`,
      "user-agent": DESKTOP_BROWSER,
      "content-type": "application/json",
    },
  });

/** A batch of the embed; each number is another one. */
function browse(number: number): Promise<Response> {
  const now = app.devStore.clock.now();
  const visit = {
    shopDomain: shop.domain,
    customerId: null,
    pathPrefix: "/apps/kindling",
    at: now,
  };
  const looks = [{ kind: "page_viewed" as const, thing: `/pages/${number}`, at: sentAt }];
  return fetch(
    `${at.appUrl}/proxy/events?${buildProxyQuery(new URLSearchParams(), visit, CLIENT_SECRET)}`,
    {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": DESKTOP_BROWSER },
      body: writeBatch({ client: browserId(`${number}`), looks, sentAt }),
    },
  );
}
const sentAt = Date.parse("2026-11-26T10:00:00Z");
const ORDER = {
  topic: "orders/create",
  body: {
    ...{ id: 1, currency: "EUR", total_price: "10.00", customer: null },
    ...{ created_at: "2026-11-26T10:00:00Z", updated_at: "2026-11-26T10:00:00Z" },
  },
};
const stored = (number: number): Promise<number> =>
  count(app.pool, "FROM raw_event WHERE shop_id = $1 AND wire::text LIKE $2", [
    shop.shopId,
    `%/pages/${number}"%`,
  ]);

const late = async (waitedFor: string): Promise<number> => {
  const text = await (await fetch(`${at.operations}/metrics`)).text();
  const line = new RegExp(
    `^kindling_late_requests_total\\{waited_for="${waitedFor}"\\} (\\d+)$`,
    "m",
  );
  return Number(line.exec(text)?.[1] ?? 0);
};

test("a page whose table is locked says within its bound what to do, and is there again after", async () => {
  await lock("segment");
  const before = await late("statement");
  const [page, tookMs] = await timed(open("/app/segments"));
  expect(tookMs).toBeLessThan(STATEMENT_MS + SLACK_MS);
  expect(page.status).toBe(503);
  expect(page.body).toContain("This page could not be loaded");
  expect(page.body).toContain("Try again in a moment");
  const data = await askAlone("/app/segments?_data=routes%2Fapp.segments._index");
  expect(data.status).toBe(503);
  expect(Number(data.headers.get("retry-after"))).toBeGreaterThan(0);
  // A page reads with several statements at once; the request counts once for each of its parts.
  expect(await late("statement")).toBeGreaterThanOrEqual(before + 2);
  expect(web.lines.some(({ waitedFor }) => waitedFor === "statement")).toBe(true);
  await blocker.query("ROLLBACK");
  expect(await open("/app/segments")).toMatchObject({ status: 200 });
});

test("a visit whose session cannot be read is told the same", async () => {
  await lock('"Session"');
  const [page, tookMs] = await timed(open("/app/segments"));
  expect(tookMs).toBeLessThan(STATEMENT_MS + SLACK_MS);
  expect(page.status).toBe(503);
  expect(page.body).toContain("Try again in a moment");
  await blocker.query("ROLLBACK");
});

test("a preview is bounded as what is read, and a list that is read in full is not cut off", async () => {
  await lock("profile");
  const post = (path: string, body: object) =>
    askAlone(path, { method: "POST", body: JSON.stringify(body) });
  const content = draftOf(orderedAtLeast(1));
  const [preview, tookMs] = await timed(post("/app/segment-preview", { handle: null, content }));
  expect(preview.status).toBe(503);
  expect(tookMs).toBeLessThan(STATEMENT_MS + SLACK_MS);
  const exported = askAlone("/app/export/customers");
  await new Promise((resolve) => setTimeout(resolve, 2 * STATEMENT_MS));
  await blocker.query("ROLLBACK");
  expect((await exported).status).toBe(200);
});

test("events that cannot be stored are refused within the bound, never with success, and are stored once when they come again", async () => {
  expect((await browse(1)).status).toBe(204);
  await lock("raw_event");
  const [refused, tookMs] = await timed(Promise.all([2, 3, 4].map(browse)));
  expect(tookMs).toBeLessThan(WAIT_MS + SLACK_MS);
  for (const { status, headers } of refused) {
    expect(status).toBe(503);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect(await late("storing")).toBeGreaterThanOrEqual(3);
  await blocker.query("ROLLBACK");
  for (const number of [2, 3, 4]) {
    expect((await browse(number)).status).toBe(204);
    expect((await browse(number)).status).toBe(204);
    expect(await stored(number)).toBe(1);
  }
});

test("a withdrawal while the job queue hangs is refused within the bound, and taken after", async () => {
  const withdraw = (): Promise<Response> => {
    const now = app.devStore.clock.now();
    const visit = { shopDomain: shop.domain, customerId: null, pathPrefix: "/apps/kindling" };
    const query = buildProxyQuery(new URLSearchParams(), { ...visit, at: now }, CLIENT_SECRET);
    return fetch(`${at.appUrl}/proxy/withdrawal?${query}`, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": DESKTOP_BROWSER },
      body: JSON.stringify({ clientId: browserId("1") }),
    });
  };
  await lock("pgboss.version");
  const [refused, tookMs] = await timed(withdraw());
  expect(refused.status).toBe(503);
  expect(tookMs).toBeLessThan(STATEMENT_MS + SLACK_MS);
  await blocker.query("ROLLBACK");
  expect((await withdraw()).status).toBe(204);
});

const poolHas = async (state: string): Promise<number> => {
  const text = await (await fetch(`${at.operations}/metrics`)).text();
  const line = new RegExp(
    `^kindling_pool_connections\\{pool="work",state="${state}"\\} (\\d+)$`,
    "m",
  );
  return Number(line.exec(text)?.[1]);
};
const openMany = (of: Installed) =>
  Array.from({ length: 3 * POOL_SIZE }, () => timed(open("/app/segments", of)));

test("what is slow of one shop holds its share of the connections, and another shop's pages are answered beside it", async () => {
  await lock("profile");
  const before = await late("connection");
  // Lists are waited for until the lock is given back.
  const slow = Array.from({ length: OF_PAGES }, () => askAlone("/app/export/customers"));
  await vi.waitUntil(
    async () => (await poolHas("waited_for")) > 0 && (await poolHas("in_use")) === OF_SHOP,
    10_000,
  );
  const pages = [open("/app/sources"), ...[1, 2, 3].map(() => open("/app/sources", other))];
  const statuses = (await Promise.all(pages)).map(({ status }) => status);
  expect(statuses).toEqual([503, 200, 200, 200]);
  expect(await late("connection")).toBeGreaterThan(before);
  await blocker.query("ROLLBACK");
  for (const { status } of await Promise.all(slow)) expect(status).toBe(200);
  expect(await open("/app/sources")).toMatchObject({ status: 200 });
});

test("while pages hold all their connections events come in as ever, the process is ready and tells its counts", async () => {
  await lock("segment");
  const held = [...openMany(shop), ...openMany(other)];
  await vi.waitUntil(async () => (await poolHas("in_use")) === OF_PAGES, 10_000);
  for (const number of [10, 11, 12]) expect((await browse(number)).status).toBe(204);
  expect(await stored(12)).toBe(1);
  expect(await sendWebhook(at, { domain: shop.domain, ...ORDER })).toMatchObject({ status: 200 });
  for (const url of [at.appUrl, at.operations])
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const pages = await Promise.all(held);
  expect(new Set(pages.map(([{ status }]) => status))).toEqual(new Set([503]));
  expect(Math.max(...pages.map(([, ms]) => ms))).toBeLessThan(3 * STATEMENT_MS + SLACK_MS);
  expect(await late("connection")).toBeGreaterThan(0);
  await blocker.query("ROLLBACK");
  expect((await browse(10)).status).toBe(204);
  expect(await stored(10)).toBe(1);
});

test("a process that is told to end while its pages wait answers them, and ends by itself", async () => {
  await lock("segment");
  try {
    const page = open("/app/segments");
    await new Promise((resolve) => setTimeout(resolve, 300));
    web.signal("SIGTERM");
    const [code, tookMs] = await timed(web.ended);
    expect((await page).status).toBe(503);
    expect(code).toBe(0);
    // Long before what is left is cut off (STOP_SECONDS).
    expect(tookMs).toBeLessThan(STATEMENT_MS + 2 * SLACK_MS);
  } finally {
    // Also another try needs one that runs.
    web.signal("SIGKILL");
    await blocker.query("ROLLBACK");
    web = await startWeb();
  }
});
