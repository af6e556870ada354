import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { History } from "../../dev-store/history/history.ts";
import { readHistory } from "../../dev-store/history/read-history.ts";
import { createRandom } from "../../dev-store/simulation/random.ts";
import { HISTORY_DOMAIN, replayHistory, startOfReplay } from "../../scripts/demo/replay-history.ts";
import { startEverything, type RunningDemo } from "../../scripts/demo/start-everything.ts";
import { ROOT } from "../support/source-files.ts";

const CUSTOMERS = 240;
const ORDERS = 900;
const DAY_MS = 24 * 3_600_000;
const FIRST_DAY = Date.parse("2025-01-01T00:00:00Z");
/** How long each worker works before it is killed: counted from its start, a slow machine would let none work. */
const KILL_AFTER_MS = 1200;
const LOOK_EVERY_MS = 100;
/** Then it is let be: on a machine so slow that no batch ends before the next kill, nothing would ever be done. */
const MOST_KILLS = 10;

const name = `replay-test-${process.pid}`;
let folder: string;
let history: History;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kindling-replay-"));
  const file = join(folder, "orders.csv");
  writeFileSync(file, writeOrders());
  history = await readHistory(file);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(ROOT, ".kindling", name), { recursive: true, force: true });
});

/** A history as CDNOW's: some buy often and for much, most once; a few rows name nobody. */
function writeOrders(): string {
  const random = createRandom("replayed orders");
  const rows = Array.from({ length: ORDERS }, () => {
    // A fourth of the customers place half of the orders.
    const customer = random.between(1, random.chance(0.5) ? CUSTOMERS / 4 : CUSTOMERS);
    const day = new Date(FIRST_DAY + random.between(0, 500) * DAY_MS).toISOString().slice(0, 10);
    const value = (random.exponential(40) + (customer % 7) * 5).toFixed(2);
    return `${random.chance(0.02) ? "" : customer},${day},${value}`;
  });
  return ["customer_id,date,value", ...rows.sort((a, b) => dayOf(a).localeCompare(dayOf(b)))].join(
    "\n",
  );
}

const dayOf = (row: string): string => row.split(",")[1] ?? "";

const ResultSchema = z.object({
  customers: z.number(),
  orders: z.number(),
  guestOrders: z.number(),
  events: z.number(),
  profiles: z.number(),
  scored: z.number(),
  mismatches: z.number(),
  unreadableEvents: z.number(),
  segments: z.array(z.object({ handle: z.string(), members: z.number() })),
});

interface Replay {
  result: z.output<typeof ResultSchema>;
  /** Of every customer, by id: the dev store gives its ids in the order of the history. */
  tags: [string, string[]][];
}

/** Plays the history through the whole app of a new world. */
async function replay(during: (demo: RunningDemo) => () => void): Promise<Replay> {
  const demo = await startEverything({
    name,
    domain: HISTORY_DOMAIN,
    port: 0,
    startAt: startOfReplay(history),
    logLevel: "fatal",
  });
  const end = during(demo);
  try {
    const result = await replayHistory(demo, { history, currency: "EUR", timezone: "UTC" });
    const shop = demo.devStore.shop(HISTORY_DOMAIN);
    const tags = [...shop.customers()].map(({ id }): [string, string[]] => [
      id,
      shop.customerTags(id),
    ]);
    return { result: ResultSchema.parse(result), tags };
  } finally {
    end();
    await demo.stop();
  }
}

/** False where it is dead already and not started again yet. */
function kill(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

test("a worker that is killed again and again, and webhooks that come twice and in any order, end in the same tags", async () => {
  const undisturbed = await replay(() => () => undefined);
  const { customers, orders, guestOrders } = history.counts;
  expect(undisturbed.result).toMatchObject({
    customers,
    orders,
    guestOrders,
    mismatches: 0,
    unreadableEvents: 0,
  });
  expect(undisturbed.result.scored).toBe(undisturbed.result.profiles);
  // Tags that nobody carries would be the same in any run.
  const carrying = undisturbed.tags.filter(([, tags]) => tags.length > 0);
  expect(carrying.length).toBeGreaterThan(customers / 10);

  let kills = 0;
  const disturbed = await replay(({ worker, devStore }) => {
    devStore.webhooks.faults.duplicateAll = true;
    devStore.webhooks.faults.shuffle = { seed: 7, window: 60 };
    const timer = setInterval(() => {
      if (kills === MOST_KILLS) clearInterval(timer);
      else if ((worker.workedMs() ?? 0) > KILL_AFTER_MS && kill(worker.pid())) kills += 1;
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  });
  expect(kills).toBeGreaterThan(1);
  expect(disturbed.result).toEqual(undisturbed.result);
  expect(disturbed.tags).toEqual(undisturbed.tags);
}, 180_000);
