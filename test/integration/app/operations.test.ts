import { request as send } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { appEnvironment } from "../../../scripts/demo/app-environment.ts";
import { findFreePort } from "../../../scripts/demo/processes.ts";
import { startPart, type AppPart } from "../../support/app-part.ts";
import { count } from "../../support/app-rows.ts";
import { order } from "../../support/app-shop.ts";
import { sendWebhook, signedHeaders } from "../../support/app-webhooks.ts";
import { useApp } from "../../support/app-world.ts";
import { startTraceCollector, type TraceCollector } from "../../support/trace-collector.ts";

const app = useApp();
const DOMAIN = "many-processes.myshopify.com";
const ORDERS = 30;

/** A second pair of processes beside the world's own, watched from all sides. */
let web: AppPart;
let worker: AppPart;
let collector: TraceCollector;
let webUrl = "";
let webMetrics = "";
let workerMetrics = "";

beforeAll(async () => {
  collector = await startTraceCollector();
  const [port, webPort, workerPort] = [
    await findFreePort(),
    await findFreePort(),
    await findFreePort(),
  ];
  const databaseUrl = app.pool.options.connectionString ?? "";
  const env = {
    ...appEnvironment(app.devStore, { databaseUrl, port, logLevel: "warn" }),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    DRAIN_SECONDS: "1",
  };
  webUrl = `http://127.0.0.1:${port}`;
  webMetrics = `http://127.0.0.1:${webPort}`;
  workerMetrics = `http://127.0.0.1:${workerPort}`;
  [web, worker] = await Promise.all([
    startPart("app/server.ts", { ...env, METRICS_PORT: String(webPort) }),
    startPart("app/jobs/worker.ts", { ...env, METRICS_PORT: String(workerPort) }),
  ]);
});
afterAll(async () => {
  for (const part of [web, worker]) part.signal("SIGKILL");
  await Promise.all([web.ended, worker.ended]);
  await collector.close();
});

const read = async (url: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
};

test("two web processes and two workers on one database count everything once", async () => {
  const { shopId } = await app.install("many-processes");
  const at = app.devStore.clock.now();
  const tell = async (number: number, appUrls: string[]): Promise<number[]> => {
    const webhook = {
      domain: DOMAIN,
      topic: "orders/create",
      webhookId: `delivery-${number}`,
      body: order(9000 + number, 700 + (number % 5), at - number * 1000),
    };
    const sent = appUrls.map((appUrl) => sendWebhook({ appUrl }, webhook));
    return (await Promise.all(sent)).map(({ status }) => status);
  };
  const numbers = Array.from({ length: ORDERS - 1 }, (_, number) => number);
  const statuses = await Promise.all(numbers.map((number) => tell(number, [app.appUrl, webUrl])));
  statuses.push(await tell(ORDERS, [webUrl]));
  expect(new Set(statuses.flat())).toEqual(new Set([200]));
  await app.settle(shopId);
  const counts = {
    events: await count(app.pool, "FROM raw_event WHERE shop_id = $1 AND topic = 'orders/create'", [
      shopId,
    ]),
    orders: await count(app.pool, "FROM customer_order WHERE shop_id = $1", [shopId]),
    unread: await count(app.pool, "FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL", [
      shopId,
    ]),
    facts: await count(app.pool, "FROM fact WHERE shop_id = $1 AND signal = 'order_placed'", [
      shopId,
    ]),
  };
  expect(counts).toEqual({ events: ORDERS, orders: ORDERS, unread: 0, facts: ORDERS });
  const { rows } = await app.pool.query(
    `SELECT sum(count)::int AS count FROM signal_slot WHERE shop_id = $1 AND signal = 'order_placed'`,
    [shopId],
  );
  expect(rows).toEqual([{ count: ORDERS }]);
});

test("a process tells its counts on a port of its own, by route, source and loop, and no shop's name", async () => {
  // What came in is counted for a second before it is told.
  const text = await vi.waitFor(async () => {
    const told = (await read(`${webMetrics}/metrics`)).text;
    const [accepted, duplicate] = ["accepted", "duplicate"].map((outcome) =>
      readMetric(told, "intake_events_total", outcome),
    );
    expect(accepted).toBeGreaterThan(0);
    expect((accepted ?? 0) + (duplicate ?? 0)).toBe(ORDERS);
    return told;
  }, 15_000);
  expect(text).toContain(
    `kindling_http_requests_total{route="/webhooks",method="POST",status="200"} ${ORDERS}`,
  );
  expect(text).toContain("kindling_waiting_events 0");
  expect(text).not.toContain("many-processes");

  const told = (await read(`${workerMetrics}/metrics`)).text;
  expect(told).toMatch(/^kindling_round_seconds_count\{loop="ingest",outcome="idle"\} \d+$/m);
  expect(told).toContain("kindling_ingest_lag_seconds 0");
  expect(told).toContain("kindling_ingest_shops_waiting 0");
  expect(told).toMatch(/^kindling_score_lag_seconds \d/m);
  expect(told).not.toContain("many-processes");
  expect(told).not.toContain("kindling_shop_failures_total{");

  expect((await read(`${webUrl}/metrics`)).status).toBe(404);
});

const readMetric = (text: string, name: string, outcome: string): number =>
  Number(
    new RegExp(`^kindling_${name}\\{.*outcome="${outcome}"\\} (\\d+)$`, "m").exec(text)?.[1] ?? 0,
  );

test("both kinds of process say that they live and are ready", async () => {
  for (const url of [webUrl, webMetrics, workerMetrics]) {
    expect(await read(`${url}/healthz`)).toEqual({ status: 200, text: '{"status":"alive"}' });
    expect(await read(`${url}/readyz`)).toEqual({ status: 200, text: '{"status":"ready"}' });
  }
});

test("a request's id comes back with the answer and stands in every line about it", async () => {
  const given = await fetch(`${webUrl}/healthz`, {
    headers: { "x-request-id": "id-of-the-balancer" },
  });
  expect(given.headers.get("x-request-id")).toBe("id-of-the-balancer");
  const made = await fetch(`${webUrl}/healthz`, { headers: { "x-request-id": "no id" } });
  expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);

  // What nobody reads is not sent: this costs as much as the work on a request that comes by thousands.
  const { text, headers: signed } = signedHeaders({
    ...{ domain: DOMAIN, topic: "orders/create", body: order(9902, 700, app.devStore.clock.now()) },
  });
  const told = await fetch(`${webUrl}/webhooks`, { method: "POST", headers: signed, body: text });
  expect([...told.headers.keys()]).toEqual(["connection", "content-length", "date", "keep-alive"]);

  const broken = { domain: DOMAIN, topic: "orders/create", body: { id: "not a number" } };
  const headers = { "x-request-id": "id-of-a-broken-webhook" };
  expect((await sendWebhook({ appUrl: webUrl }, { ...broken, headers })).status).toBe(400);
  await vi.waitFor(
    () =>
      expect(web.lines).toContainEqual(
        expect.objectContaining({ requestId: "id-of-a-broken-webhook", topic: "orders/create" }),
      ),
    10_000,
  );
});

test("requests and rounds are traced with the names of their statements, and nothing of what they hold", async () => {
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  await sendWebhook(
    { appUrl: webUrl },
    {
      domain: DOMAIN,
      topic: "orders/create",
      body: order(9900, 700, app.devStore.clock.now(), "12345678.91"),
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    },
  );
  const ofRequest = () => collector.spans.filter((span) => span.traceId === traceId);
  await expect.poll(ofRequest, { timeout: 10_000 }).not.toEqual([]);
  const [request, ...statements] = ofRequest().toSorted((a) =>
    a.name === "POST /webhooks" ? -1 : 1,
  );
  expect(request).toMatchObject({
    name: "POST /webhooks",
    service: "kindling-web",
    parentSpanId: "00f067aa0ba902b7",
    attributes: { "http.route": "/webhooks", "http.response.status_code": "200" },
  });
  const names = statements.map(({ name }) => name);
  expect(names).toContain("INSERT raw_event");
  // Verb and table, or verb and function: no text and no value.
  for (const name of names) expect(name).toMatch(/^[A-Z]+ [a-z_]+$/);
  for (const statement of statements) expect(statement.parentSpanId).toBe(request?.spanId);

  const rounds = () => collector.spans.filter(({ service }) => service === "kindling-worker");
  await expect.poll(() => rounds().length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(collector.text()).not.toContain("many-processes");
  // Long enough that no time in nanoseconds has it by chance.
  expect(collector.text()).not.toContain("12345678");
});

test("a web process that is told to end says so, answers what was begun, and leaves with 0", async () => {
  const body = JSON.stringify(order(9901, 700, app.devStore.clock.now()));
  const { headers } = signedHeaders({ domain: DOMAIN, topic: "orders/create", body });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    const begun = send(`${webUrl}/webhooks`, {
      method: "POST",
      headers: { ...Object.fromEntries(headers), "content-length": Buffer.byteLength(body) },
    });
    begun.on("error", reject);
    begun.on("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    begun.write(body.slice(0, 10));
    finish = () => begun.end(body.slice(10));
  });
  await expect
    .poll(async () => (await read(`${webMetrics}/metrics`)).text)
    .toContain("kindling_http_requests_in_flight 1");
  web.signal("SIGTERM");
  await expect
    .poll(() => read(`${webUrl}/readyz`))
    .toEqual({ status: 503, text: '{"status":"stopping"}' });
  expect((await read(`${webUrl}/healthz`)).status).toBe(200);
  // Until it takes no more connections: what it still answers is what it had begun.
  await expect
    .poll(() => fetch(`${webUrl}/healthz`).catch(() => null), { timeout: 5000 })
    .toBeNull();
  finish();
  expect(await answered).toBe(200);
  expect(await web.ended).toBe(0);
  const { rowCount } = await app.pool.query("SELECT FROM raw_event WHERE wire->>'id' = '9901'");
  expect(rowCount).toBe(1);
});

let finish: () => void = () => undefined;

test("a worker that is told to end leaves with 0, and the other goes on", async () => {
  worker.signal("SIGTERM");
  expect(await worker.ended).toBe(0);
  const { rows } = await app.pool.query<{ id: number }>("SELECT shop_id AS id FROM shop");
  await app.settle(rows[0]?.id ?? 0);
});

test("a process that cannot finish within its limit leaves with 1", async () => {
  const stuck = await startPart("test/support/stuck-process.ts", {
    ...process.env,
    LOG_LEVEL: "error",
  });
  stuck.signal("SIGTERM");
  expect(await stuck.ended).toBe(1);
  expect(stuck.lines).toContainEqual(expect.objectContaining({ limitSeconds: 0.2 }));
});
