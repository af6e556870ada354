import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LateError } from "../../../app/db/late-error.ts";
import { createScopedPool, createWatchPool } from "../../../app/db/pool.server.ts";
import { workForRequest } from "../../../app/db/shop-scope.ts";
import { useDatabase } from "../../support/database.ts";

const BOUNDS = { connectionMs: 300, statementMs: 400 };

const database = useDatabase();
/** Between the pool and PostgreSQL; it can fall silent, as a network or a machine does. */
const wire = { port: 0, isSilent: false, sockets: [] as Socket[], stop: () => undefined as void };
let pool: pg.Pool;

beforeAll(async () => {
  const { hostname, port } = new URL(database.url);
  const server = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      wire.sockets.push(from);
      from.on("data", (chunk) => void (wire.isSilent || to.write(chunk)));
      from.on("close", () => to.destroy());
      from.on("error", () => undefined);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  wire.port = (server.address() as AddressInfo).port;
  wire.stop = () => {
    for (const socket of wire.sockets) socket.destroy();
    server.close();
  };
});
afterAll(() => wire.stop());

const urlByWire = (): string => {
  const url = new URL(database.url);
  url.host = `127.0.0.1:${wire.port}`;
  return url.href;
};

beforeEach(() => {
  pool = createScopedPool({ connectionString: urlByWire(), max: 2 }, BOUNDS);
});
afterEach(async () => {
  wire.isSilent = false;
  await pool.end();
});

const waitedFor = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => "nothing",
    (error: unknown) => (error instanceof LateError ? error.waitedFor : error),
  );
const sleepFor = (seconds: number) => pool.query("SELECT pg_sleep($1)", [seconds]);

test("a statement ends at its pool's limit, or at that of the work around it, and the pool goes on", async () => {
  expect(await waitedFor(sleepFor(3))).toBe("statement");
  expect(await waitedFor(workForRequest(() => sleepFor(3), 50))).toBe("statement");
  expect(await waitedFor(workForRequest(() => sleepFor(0.6), 0))).toBe("nothing");
  expect(await waitedFor(sleepFor(0.6))).toBe("statement");
  const { rows } = await pool.query("SELECT 1 AS one");
  expect(rows).toEqual([{ one: 1 }]);
});

test("who takes a connection has the same limit on each of its statements", async () => {
  const client = await pool.connect();
  await expect(client.query("SELECT pg_sleep(3)")).rejects.toMatchObject({ code: "57014" });
  client.release();
});

test("a pool that is full is waited for as long as told, and longer by what may take long", async () => {
  const held = await Promise.all([pool.connect(), pool.connect()]);
  const long = waitedFor(workForRequest(() => pool.query("SELECT 1"), 0));
  expect(await waitedFor(pool.query("SELECT 1"))).toBe("connection");
  expect(await waitedFor(pool.connect())).toBe("connection");
  for (const client of held) client.release();
  expect(await long).toBe("nothing");
});

test("a server that says nothing any more holds no statement and no place in the pool for ever", async () => {
  await Promise.all([pool.query("SELECT 1"), pool.query("SELECT 1")]);
  wire.isSilent = true;
  const asked = [pool.query("SELECT 1"), pool.query("SELECT 1")];
  expect(await Promise.all(asked.map(waitedFor))).toEqual(["statement", "statement"]);
  expect(pool.totalCount).toBe(0);
  expect(await waitedFor(pool.query("SELECT 1"))).toBe("connection");
  wire.isSilent = false;
  await expect(pool.query("SELECT 1")).resolves.toMatchObject({ rowCount: 1 });
});

test("who asks how things are asks for itself: those behind a silence give up", async () => {
  const watch = createWatchPool({ connectionString: urlByWire(), waitMs: 200 });
  await watch.query("SELECT 1");
  wire.isSilent = true;
  const first = watch.query("SELECT 1").catch(() => "ended");
  for (let turn = 0; turn < 3; turn += 1)
    await expect(watch.query("SELECT 1")).rejects.toThrow("timeout exceeded");
  expect(watch.waitingCount).toBe(0);
  wire.stop();
  expect(await first).toBe("ended");
  await watch.end();
});
