import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect as connectSocket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectKlaviyo } from "../../../app/services/connect-klaviyo.ts";
import { appEnvironment, LOCAL_SEAL_KEY } from "../../../scripts/demo/app-environment.ts";
import { findFreePort } from "../../../scripts/demo/processes.ts";
import { startPart, type AppPart } from "../../support/app-part.ts";
import { count, findTraces } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";
import { klaviyoDelivery, klaviyoEvent, sendToKlaviyo } from "../../support/klaviyo-deliveries.ts";

/** Forgeries of one address in a minute, as docs/klaviyo.md has it. */
const LIMIT = 30;

const app = useApp();
/** A web process behind a proxy that says who sends, and whose counts can be read. */
let web: AppPart;
const at = { appUrl: "", operations: "" };

beforeAll(async () => {
  const [port, metricsPort] = [await findFreePort(), await findFreePort()];
  at.appUrl = `http://127.0.0.1:${port}`;
  at.operations = `http://127.0.0.1:${metricsPort}`;
  web = await startPart("app/server.ts", {
    ...appEnvironment(app.devStore, { databaseUrl: app.databaseUrl, port, logLevel: "warn" }),
    ...{ METRICS_PORT: String(metricsPort), TRUSTED_PROXIES: "1" },
  });
});
afterAll(async () => {
  web.signal("SIGKILL");
  await web.ended;
});

interface Connected extends Installed {
  secret: string;
}

async function connect(name: string): Promise<Connected> {
  const shop = await app.install(name);
  const now = app.devStore.clock.now();
  const how = {
    pool: app.pool,
    shopId: shop.shopId,
    secret: null,
    sealKeys: [LOCAL_SEAL_KEY] as const,
    now,
  };
  const made = await connectKlaviyo(how);
  if (made.outcome !== "connected") throw new Error(made.outcome);
  return { ...shop, secret: made.secret };
}

interface Sending {
  from: string;
  key?: string;
  headers?: Record<string, string>;
  /** Whom the event is about. */
  crmId?: string;
}

/** Sends one event, signed as Klaviyo does where no other key is told. */
function send({ shopId, secret }: Connected, { from, headers, ...sending }: Sending) {
  const now = app.devStore.clock.now();
  const { key = secret, crmId = "crm-1" } = sending;
  const body = klaviyoDelivery(
    klaviyoEvent("opened_email", { at: now - 60_000, profile: { external_id: crmId } }),
  );
  // What stands before the proxy's own entry is the sender's claim.
  const by = { "x-forwarded-for": `198.51.100.1, ${from}`, ...headers };
  return sendToKlaviyo(at, body, { shopId, key, sentAt: now, headers: by });
}

const FORGED = "a secret that is not the shop's";
const statuses = async (answers: Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status);
const times = <T>(number: number, work: (turn: number) => T): T[] =>
  Array.from({ length: number }, (_, turn) => work(turn));
const eventsOf = ({ shopId }: Connected): Promise<number> =>
  count(app.pool, "FROM raw_event WHERE shop_id = $1 AND topic = 'klaviyo_events'", [shopId]);

async function readMetric(name: string, labels: string): Promise<number> {
  const text = await (await fetch(`${at.operations}/metrics`)).text();
  const line = text.split("\n").find((one) => one.startsWith(`${name}{${labels}} `));
  return Number(line?.split(" ").at(-1) ?? 0);
}
const requests = (status: number): Promise<number> =>
  readMetric(
    "kindling_http_requests_total",
    `route="/klaviyo/:shopId",method="POST",status="${status}"`,
  );
const refusedEvents = (): Promise<number> =>
  readMetric("kindling_intake_events_total", 'source="klaviyo",outcome="rejected"');

test("who forges is shut out for a while, is not read, leaves nothing, and is counted; Klaviyo is taken all along", async () => {
  const shop = await connect("forged");
  const [forger, klaviyo] = ["203.0.113.7", "203.0.113.8"];
  const before = { 401: await requests(401), 429: await requests(429) };
  const eventsBefore = await refusedEvents();
  const crmId = `crm-${randomUUID()}`;
  const forge = () => send(shop, { from: forger, key: FORGED, crmId });

  expect(await statuses(times(LIMIT, forge))).toEqual(times(LIMIT, () => 401));
  const closed = await Promise.all(times(5, forge));
  for (const { status, headers } of closed) {
    expect(status).toBe(429);
    const wait = Number(headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  }
  expect(await closed[0]?.text()).toContain("Too many deliveries that Klaviyo did not sign");
  // Nor can what is signed be told from it by then: nothing of it is read.
  expect((await send(shop, { from: forger })).status).toBe(429);

  expect(await eventsOf(shop)).toBe(0);
  const taken = await send(shop, { from: klaviyo });
  expect({ status: taken.status, answer: await taken.json() }).toEqual({
    status: 200,
    answer: { accepted: 1 },
  });
  expect(await eventsOf(shop)).toBe(1);
  expect(await findTraces(app.pool, shop.shopId, crmId)).toEqual([]);

  expect((await requests(401)) - before[401]).toBe(LIMIT);
  expect((await requests(429)) - before[429]).toBe(6);
  // Counts of what came in are written together every few seconds, and told then.
  const counted = { timeout: 10_000, interval: 100 };
  await expect.poll(refusedEvents, counted).toBe(eventsBefore + LIMIT);
  const readIntake = async (): Promise<unknown[]> => {
    const { rows } = await app.pool.query<object>(
      `SELECT outcome, reason, sum(count)::int AS count FROM intake_minute
       WHERE shop_id = $1 AND source = 'klaviyo' GROUP BY 1, 2 ORDER BY 1`,
      [shop.shopId],
    );
    return rows;
  };
  await expect.poll(readIntake, counted).toEqual([
    { outcome: "accepted", reason: "", count: 1 },
    { outcome: "rejected", reason: "wrong-signature", count: LIMIT },
  ]);
});

test("what cannot be unpacked counts, too, and who is shut out is answered by the head of the request", async () => {
  const shop = await connect("spoiled");
  const from = "203.0.113.9";
  const spoil = () => send(shop, { from, headers: { "content-encoding": "gzip" } });
  const encode = () => send(shop, { from, headers: { "content-encoding": "br" } });
  expect(await statuses(times(LIMIT / 2, spoil))).toEqual(times(LIMIT / 2, () => 400));
  expect(await statuses(times(LIMIT / 2, encode))).toEqual(times(LIMIT / 2, () => 415));
  const socket = connectSocket(Number(new URL(at.appUrl).port), "127.0.0.1");
  socket.write(
    `POST /klaviyo/${shop.shopId} HTTP/1.1\r\nHost: kindling\r\nX-Forwarded-For: ${from}\r\n` +
      "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n",
  );
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 429 .*retry-after: \d+/is);
  expect(await eventsOf(shop)).toBe(0);
});

test("it is a sender's whole network of IPv6 that is shut out, and from one shop alone", async () => {
  const [shop, other] = [await connect("forged-here"), await connect("not-forged-here")];
  const forge = (turn: number) => send(shop, { from: `2001:db8:1:2::${turn}`, key: FORGED });
  expect(await statuses(times(LIMIT, forge))).toEqual(times(LIMIT, () => 401));
  expect((await forge(99)).status).toBe(429);
  // Klaviyo sends all shops' deliveries from a few addresses.
  expect((await send(other, { from: "2001:db8:1:2::1" })).status).toBe(200);
  expect((await send(shop, { from: "2001:db8:1:3::1" })).status).toBe(200);
});

test("however much Klaviyo itself sends from an address, it is let in", async () => {
  const shop = await connect("signed-a-lot");
  const signed = await statuses(times(LIMIT + 10, () => send(shop, { from: "203.0.113.10" })));
  expect(new Set(signed)).toEqual(new Set([200]));
  expect(await eventsOf(shop)).toBe(LIMIT + 10);
});
