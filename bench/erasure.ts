import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import type pg from "pg";
import { createPool, createScopedPool } from "../app/db/pool.server.ts";
import { addPrivacyRequest } from "../app/db/privacy-requests.ts";
import { workFor } from "../app/db/shop-scope.ts";
import { readPersonMessages } from "../app/queries/read-person-messages.ts";
import { redact } from "../app/services/redact.ts";
import { migrate, ROOT } from "../scripts/postgres/migrate.ts";
import { startPostgres } from "../scripts/postgres/start-postgres.ts";
import { median, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { fillMessages, MESSAGES_PER_CUSTOMER } from "./erasure/fill-messages.ts";
import { watchIntake, type IntakeWaits } from "./erasure/watch-intake.ts";
import { awaitWriteback } from "./postgres/await-writeback.ts";
import { fillShop } from "./segment/fill-shop.ts";

const CUSTOMERS = 100_000;
const RUNS = 3;
const TOGETHER = 50;
/** All are looked at while events wait: as in a small shop, and as it was in every shop. */
const NOT_AHEAD = { many: Number.MAX_SAFE_INTEGER, latest: 0, huge: Number.MAX_SAFE_INTEGER };
const AHEAD = { many: 50_000, latest: 5000, huge: Number.MAX_SAFE_INTEGER };

type Measured = IntakeWaits & { seconds: number };

/**
 * How long it takes to erase a customer, a browser and fifty customers at once in a shop with many raw events, and how long events that
 * come meanwhile are not taken in; and how long the messages of a person's file are read.
 */
export async function run(options: BenchOptions): Promise<BenchResult[]> {
  const { runs = RUNS, customers = CUSTOMERS, say } = options;
  const dataDir = join(ROOT, ".kindling", "postgres", `bench-erasure-${process.pid}`);
  const postgres = await startPostgres({ dataDir, database: "bench", size: "ample" });
  const owner = createPool({ connectionString: postgres.url, max: 2 });
  const pool = createScopedPool({ connectionString: postgres.url, max: 6 });
  try {
    await migrate(postgres.url);
    say(`filling a shop of ${customers} customers`);
    const { shopId, now: from } = await fillShop(owner, { customers, seed: 1 });
    const now = await fillMessages(owner, { shopId, customers, now: from });
    await awaitWriteback();
    let next = 0;
    const measure = async (people: number, of: "customers" | "browsers", sizes: typeof AHEAD) => {
      const requests: Whom[] = [];
      for (; requests.length < people; next += 1) requests.push(await find(owner, next, of));
      return erase(pool, { shopId, now, requests, sizes });
    };
    const all: Record<string, Measured[]> = {};
    for (let index = 1; index <= runs; index += 1) {
      say(`run ${index} of ${runs}`);
      (all["a customer, nothing looked at before"] ??= []).push(
        await measure(1, "customers", NOT_AHEAD),
      );
      (all["a customer"] ??= []).push(await measure(1, "customers", AHEAD));
      (all["a browser"] ??= []).push(await measure(1, "browsers", AHEAD));
      (all[`${TOGETHER} customers`] ??= []).push(await measure(TOGETHER, "customers", AHEAD));
    }
    say("reading a person's file");
    const startedAt = performance.now();
    const named = { customerId: String(customers), orderIds: [] };
    const messages = readPersonMessages({ shopId, named }, pool);
    const pages = await Readable.from(messages).toArray();
    const read = (performance.now() - startedAt) / 1000;
    return [
      { name: "raw events", value: customers * MESSAGES_PER_CUSTOMER, unit: "", limit: null },
      ...Object.entries(all).flatMap(([name, measured]) => report(name, measured)),
      {
        name: `a file's ${pages.flat().length} messages`,
        value: round(read),
        unit: "s",
        limit: null,
      },
    ];
  } finally {
    await Promise.all([owner.end(), pool.end()]);
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.log`, { force: true });
  }
}

interface Whom {
  topic: "customers/redact" | "visitor/withdrawal";
  customerId: string | null;
  clientId: string | null;
}

/** Whom the next request is about. */
async function find(db: pg.Pool, next: number, of: "customers" | "browsers"): Promise<Whom> {
  const customerId = String(next + 1);
  if (of === "customers") return { topic: "customers/redact", customerId, clientId: null };
  const { rows } = await db.query<{ clientId: string }>(
    'SELECT md5($1)::uuid::text AS "clientId"',
    [customerId],
  );
  return { topic: "visitor/withdrawal", customerId: null, clientId: rows[0]?.clientId ?? "" };
}

async function erase(
  pool: pg.Pool,
  of: { shopId: number; now: number; requests: Whom[]; sizes: typeof AHEAD },
): Promise<Measured> {
  const { shopId, now, sizes } = of;
  const keys: string[] = [];
  for (const whom of of.requests) {
    const requestKey = randomUUID();
    keys.push(requestKey);
    const request = { ...whom, requestKey, receivedAt: now - 1, orderIds: [] };
    await workFor(shopId, () => addPrivacyRequest(pool, shopId, request));
  }
  const intake = watchIntake(pool, { shopId, now });
  const startedAt = performance.now();
  const deleteSessions = () => Promise.resolve();
  const outcomes = new Set<string>();
  for (const requestKey of keys)
    outcomes.add(await redact({ pool, deleteSessions, shopId, now, requestKey, sizes }));
  const seconds = (performance.now() - startedAt) / 1000;
  const waits = await intake.stop();
  if (!outcomes.has("erased")) throw new Error(`Nobody was erased: ${[...outcomes].join()}`);
  return { seconds, ...waits };
}

function report(name: string, measured: readonly Measured[]): BenchResult[] {
  const watched = { unit: "s", limit: null };
  const longest = (read: (one: Measured) => number) => round(Math.max(...measured.map(read)));
  return [
    { name: `erasing ${name}`, value: median(measured.map((one) => one.seconds)), ...watched },
    {
      name: "… longest until an event was stored",
      value: longest((one) => one.stored),
      ...watched,
    },
    { name: "… and then taken in", value: longest((one) => one.takenIn), ...watched },
  ];
}
