import { readFileSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { browserId, writeBatch } from "../../../scripts/chaos/traffic/storefront-batch.ts";
import { count } from "../../support/app-rows.ts";
import { CLIENT_SECRET, useApp } from "../../support/app-world.ts";
import { openPage } from "../../support/ask-routes.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";

/** More than may wait and be written at once, however the writer groups them (raw-event-lanes.ts). */
const BATCHES = 3000;
const WEBHOOKS = 40;
/** As many pages as a process has room for. */
const VISITS = 192;
const EVENTS = 20;
/** What a process may grow by while all that may wait does. */
const MOST_GROWTH_MB = 250;

/** Long enough for a busy machine to send all that may wait. That waits have an end is tried in bounded-waits.test.ts. */
const PATIENT = { DATABASE_WAIT_SECONDS: "60", STATEMENT_SECONDS: "60" };

const app = useApp({ env: PATIENT });
const agent = new Agent({ keepAlive: true, maxSockets: 4000 });

/** Batches that have left; the system takes some connections of so many a second later. */
let sent = 0;

interface Answer {
  status: number;
  retryAfter: number;
}

/** A batch of the embed, each another browser's. */
function browse(domain: string, number: number): Promise<Answer> {
  const at = app.devStore.clock.now();
  const visit = { shopDomain: domain, customerId: null, pathPrefix: "/apps/kindling", at };
  const query = buildProxyQuery(new URLSearchParams(), visit, CLIENT_SECRET);
  const looks = Array.from({ length: EVENTS }, (_, index) => {
    return { kind: "page_viewed" as const, thing: `/pages/${number}-${index}`, at };
  });
  const body = writeBatch({ client: browserId(`${number}`), looks, sentAt: at });
  const headers = { "content-type": "application/json", "user-agent": DESKTOP_BROWSER };
  return new Promise((resolve, reject) => {
    const url = new URL(`/proxy/events?${query}`, app.appUrl);
    const request = httpRequest(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      const retryAfter = Number(response.headers["retry-after"]);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, retryAfter }));
    });
    request.on("error", reject);
    request.on("finish", () => (sent += 1));
    request.end(body);
  });
}

const order = (id: number) => ({
  ...{ id, currency: "EUR", total_price: "10.00", customer: null },
  ...{ created_at: "2026-11-26T10:00:00Z", updated_at: "2026-11-26T10:00:00Z" },
});

/** Of the web process; undefined where the system does not tell. */
function residentMb(): number | undefined {
  try {
    const status = readFileSync(`/proc/${app.web.pid()}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

test("a shop that opens pages without an end while they hang is refused before there is no room for another's", async () => {
  const flood = await app.install("flood");
  const calm = await app.install("calm-pages");
  const visit = async ({ domain }: { domain: string }): Promise<number> => {
    const token = app.devStore.mintSessionToken(domain);
    return (await openPage(app, "/app/segments", { domain, token })).status;
  };
  // The first visits bring sessions.
  expect([await visit(flood), await visit(calm)]).toEqual([200, 200]);
  const blocker = new pg.Client({ connectionString: app.databaseUrl });
  await blocker.connect();
  await blocker.query("BEGIN");
  await blocker.query("LOCK TABLE segment IN ACCESS EXCLUSIVE MODE");
  const answered: number[] = [];
  const pages = Array.from({ length: VISITS }, () =>
    visit(flood).then((status) => void answered.push(status)),
  );
  await vi.waitUntil(() => answered.length > 0, { timeout: 20_000 });
  const others = [visit(calm), visit(calm)];
  await sleep(1000);
  expect(new Set(answered)).toEqual(new Set([503]));
  expect((await fetch(`${app.appUrl}/healthz`)).status).toBe(200);
  await blocker.query("ROLLBACK");
  await blocker.end();
  expect(await Promise.all(others)).toEqual([200, 200]);
  await Promise.all(pages);
  const shown = answered.filter((status) => status === 200).length;
  // Three quarters of what all pages may take.
  expect(shown).toBeGreaterThan(VISITS / 2);
  expect(shown).toBeLessThan(VISITS);
}, 90_000);

test("while nothing can be stored browsing is told to come back, webhooks wait for their turn, and the memory stays bounded", async () => {
  const { domain, shopId } = await app.install("full");
  const calm = await app.install("calm");
  const before = residentMb();
  const blocker = new pg.Client({ connectionString: app.databaseUrl });
  await blocker.connect();
  await blocker.query("BEGIN");
  await blocker.query("LOCK TABLE raw_event IN ACCESS EXCLUSIVE MODE");

  const answered: Answer[] = [];
  const batches: Promise<Answer>[] = [];
  const send = (count: number): void => {
    for (const number of Array.from({ length: count }, (_, index) => batches.length + index))
      batches.push(
        browse(domain, number).then((answer) => {
          answered.push(answer);
          return answer;
        }),
      );
  };
  // What the writer begins with leaves room again, so that the first half may be refused while the second still finds some.
  send(BATCHES / 2);
  await vi.waitUntil(() => sent === batches.length, { timeout: 30_000 });
  await sleep(1500);
  send(BATCHES / 2);
  // Until no more is refused: a busy machine takes its time to read so many.
  const isQuiet = (seen: number): boolean =>
    sent === batches.length && answered.length > 0 && seen === answered.length;
  for (let seen = -1; !isQuiet(seen); await sleep(1500)) seen = answered.length;
  const refused = answered.length;
  expect(refused).toBeGreaterThan(100);
  for (const { status, retryAfter } of answered) {
    expect(status).toBe(503);
    expect(retryAfter).toBeGreaterThan(0);
  }
  // There is no room for the shop's browsing any more; there is for its webhooks, and for other shops.
  expect(await browse(domain, BATCHES)).toMatchObject({ status: 503 });
  const webhooks = Array.from({ length: WEBHOOKS }, (_, index) =>
    sendWebhook(app, { domain, topic: "orders/create", body: order(9_000 + index) }),
  );
  const calmBatch = browse(calm.domain, 0);
  await sleep(500);
  const grown = (residentMb() ?? NaN) - (before ?? NaN);
  if (!Number.isNaN(grown)) expect(grown).toBeLessThan(MOST_GROWTH_MB);

  await blocker.query("ROLLBACK");
  await blocker.end();
  for (const { status } of await Promise.all(webhooks)) expect(status).toBe(200);
  expect(await calmBatch).toMatchObject({ status: 204 });
  const taken = (await Promise.all(batches)).filter(({ status }) => status === 204).length;
  expect(taken).toBe(BATCHES - refused);
  agent.destroy();
  const stored = (source: string): Promise<number> =>
    count(app.pool, "FROM raw_event WHERE shop_id = $1 AND source = $2", [shopId, source]);
  expect(await stored("proxy")).toBe(taken);
  expect(await stored("webhook")).toBeGreaterThanOrEqual(WEBHOOKS);
}, 90_000);
