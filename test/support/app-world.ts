import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, vi } from "vitest";
import { createPool } from "../../app/db/pool.server.ts";
import { findShop, type ShopRow } from "../../app/db/shop.ts";
import { countWorkLeft } from "../../app/queries/work-left.ts";
import { drainWebhooks } from "../../dev-store/history/drain-webhooks.ts";
import { startDevStore, type DevStore } from "../../dev-store/start.ts";
import type { Plan } from "../../dev-store/state/types.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { appEnvironment } from "../../scripts/demo/app-environment.ts";
import { ensureBuild } from "../../scripts/build/ensure-build.ts";
import {
  findFreePort,
  superviseProcess,
  type SupervisedProcess,
} from "../../scripts/demo/processes.ts";
import { count } from "./app-rows.ts";
import { useDatabase } from "./database.ts";
import { ROOT } from "./source-files.ts";

export const CLIENT_SECRET = "a secret of this test";
/** Seconds where nothing else runs; beside another world on a busy machine several times as many. */
const SETTLE_MS = 120_000;

/** The running app in a world of its own: database, local Shopify, web process and worker. */
export interface AppWorld {
  readonly devStore: DevStore;
  readonly appUrl: string;
  readonly databaseUrl: string;
  /** As the app's own pool: instants as epoch milliseconds, int8 as numbers. */
  readonly pool: pg.Pool;
  readonly web: SupervisedProcess;
  readonly worker: SupervisedProcess;
  /** Makes a shop in the dev store, installs the app there and waits until its history is read. */
  install(
    name: string,
    options?: { plan?: Plan; before?: (shop: Shop) => void },
  ): Promise<Installed>;
  /** Kills the worker in the middle of whatever it does, and waits until another one runs in its place. */
  killWorker(): Promise<void>;
  /** Ends both processes, does `work` while nothing of the app runs, and starts them again. */
  outage(work: () => Promise<void>): Promise<void>;
  /** All that both processes have said so far, where `isLogKept`. */
  readLog(): string;
  /**
   * Waits until the worker has nothing left to do for the shop and no webhook is on its way. For those that failed the clock is moved
   * on, also one that stands still.
   */
  settle(shopId: number): Promise<void>;
}

export interface Installed {
  shop: Shop;
  domain: string;
  shopId: number;
  row: ShopRow;
}

/**
 * Gives the test file the whole app. A process that ends although no test ended it fails the file:
 * the supervisor would start it again and hide the crash.
 */
export function useApp(
  options: { startAt?: number; env?: Record<string, string>; isLogKept?: boolean } = {},
): AppWorld {
  const database = useDatabase();
  let world: { devStore: DevStore; appUrl: string; pool: pg.Pool } | undefined;
  let folder: string | undefined;
  let env: NodeJS.ProcessEnv | undefined;
  let crashes = 0;
  let logFile: { path: string; descriptor: number } | undefined;
  const processes: { part: SupervisedProcess; pid: number | undefined }[] = [];
  const opened = () => {
    if (world === undefined) throw new Error("the app is there from beforeAll on");
    return world;
  };

  beforeAll(async () => {
    await ensureBuild();
    folder = mkdtempSync(join(tmpdir(), "kindling-app-"));
    const port = await findFreePort();
    const appUrl = `http://127.0.0.1:${port}`;
    const devStore = await startDevStore({
      dataDir: folder,
      app: {
        clientId: "kindling-test",
        clientSecret: CLIENT_SECRET,
        appUrl,
        handle: "kindling",
        tomlPath: resolve(ROOT, "shopify.app.toml"),
      },
      ...(options.startAt === undefined ? {} : { startAt: options.startAt }),
    });
    world = {
      devStore,
      appUrl,
      pool: createPool({ connectionString: database.url, max: 6 }),
    };
    const logLevel = process.env["LOG_LEVEL"] ?? "fatal";
    env = {
      ...appEnvironment(devStore, { databaseUrl: database.url, port, logLevel }),
      ...options.env,
    };
    if (options.isLogKept === true) {
      const path = join(folder, "log");
      logFile = { path, descriptor: openSync(path, "a") };
    }
    await start();
  });

  const start = async (): Promise<void> => {
    if (env === undefined) throw new Error("the environment is there from beforeAll on");
    for (const [name, entry] of [
      ["web", "app/server.ts"],
      ["worker", "app/jobs/worker.ts"],
    ] as const) {
      const part = superviseProcess({
        ...{ name, entry, env },
        ...(logFile === undefined ? {} : { output: logFile.descriptor }),
      });
      processes.push({ part, pid: part.pid() });
    }
    await vi.waitUntil(() => isUp(opened().appUrl), { timeout: 40_000, interval: 100 });
  };

  /** Gives the number of processes that a test did not end. */
  const stop = async (): Promise<number> => {
    const ending = processes.splice(0);
    const crashed = ending.filter(({ part, pid }) => part.pid() !== pid);
    await Promise.all(ending.map(({ part }) => part.stop()));
    return crashed.length;
  };

  afterAll(async () => {
    crashes += await stop();
    await world?.devStore.close();
    await world?.pool.end();
    if (logFile !== undefined) closeSync(logFile.descriptor);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    if (crashes > 0) throw new Error("a process of the app ended of itself; see above");
  });

  const settle = async (shopId: number): Promise<void> => {
    const { pool, devStore } = opened();
    const { clock, webhooks } = devStore;
    const signal = AbortSignal.timeout(SETTLE_MS);
    let quiet = 0;
    await vi.waitUntil(
      async () => {
        const left = await countWorkLeft(pool, shopId, clock.now());
        const { ready, taken, waiting } = webhooks.counts();
        const { isReady, ...counts } = left;
        const work = Object.values(counts).reduce((all, each) => all + each, 0);
        const sum = work + ready + taken + waiting;
        quiet = isReady && sum === 0 ? quiet + 1 : 0;
        // What was not answered comes once more after a minute, which is half of the patience.
        if (waiting > 0) await drainWebhooks({ clock, webhooks, signal });
        return quiet === 2;
      },
      { timeout: SETTLE_MS, interval: 60 },
    );
  };

  return {
    get devStore() {
      return opened().devStore;
    },
    get appUrl() {
      return opened().appUrl;
    },
    get databaseUrl() {
      return database.url;
    },
    get pool() {
      return opened().pool;
    },
    get web() {
      const web = processes[0];
      if (web === undefined) throw new Error("the web process is there from beforeAll on");
      return web.part;
    },
    get worker() {
      const worker = processes[1];
      if (worker === undefined) throw new Error("the worker is there from beforeAll on");
      return worker.part;
    },
    settle,
    readLog() {
      if (logFile === undefined) throw new Error("the world was made without isLogKept");
      return readFileSync(logFile.path, "utf8");
    },
    async killWorker() {
      const [, worker] = processes;
      if (worker?.pid === undefined) throw new Error("the worker is there from beforeAll on");
      const { pid, part } = worker;
      process.kill(pid, "SIGKILL");
      await vi.waitUntil(() => part.pid() !== pid, { timeout: 10_000, interval: 20 });
      worker.pid = part.pid();
    },
    async outage(work) {
      crashes += await stop();
      await work();
      await start();
    },
    async install(name, { plan = "plus", before } = {}) {
      const { devStore, pool } = opened();
      const domain = `${name}.myshopify.com`;
      const shop = devStore.createShop({ domain, plan, currency: "EUR" });
      before?.(shop);
      await shop.installApp();
      const row = await findShop(pool, domain);
      if (row === null) throw new Error(`${domain} is not installed`);
      await settle(row.shopId);
      // Otherwise it would still be activated while a test breaks the Admin API on purpose, or looks at what is told.
      const hasPixel = "FROM shop WHERE shop_id = $1 AND web_pixel_id IS NOT NULL";
      await vi.waitUntil(async () => (await count(pool, hasPixel, [row.shopId])) === 1, {
        timeout: 10_000,
        interval: 50,
      });
      return { shop, domain, shopId: row.shopId, row };
    },
  };
}

const isUp = (appUrl: string): Promise<boolean> =>
  fetch(`${appUrl}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
