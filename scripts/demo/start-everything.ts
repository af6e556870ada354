import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { createPool } from "../../app/db/pool.server.ts";
import { startDevStore, type DevStore } from "../../dev-store/start.ts";
import { ensureBuild } from "../build/ensure-build.ts";
import { migrate } from "../postgres/migrate.ts";
import type { ServerSize } from "../postgres/settings.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { appEnvironment } from "./app-environment.ts";
import { forgetShop } from "./forget-shop.ts";
import { findFreePort, superviseProcess, type SupervisedProcess } from "./processes.ts";
import { say } from "./say.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const START_TIMEOUT_MS = 60_000;

export interface RunningDemo {
  devStore: DevStore;
  pool: pg.Pool;
  appUrl: string;
  /** What Shopify signs with for the app. */
  clientSecret: string;
  web: SupervisedProcess;
  worker: SupervisedProcess;
  stop(): Promise<void>;
}

/**
 * Starts the database, a new dev store, the web process and the worker, and waits until the app answers.
 * @param options.name of the folder under .kindling that holds the data
 */
export async function startEverything(options: {
  name: string;
  /** Of the shop that the run is about: what an earlier run left of it is forgotten first. */
  domain: string;
  port: number;
  startAt?: number | undefined;
  logLevel?: string;
  /**
   * What the app's processes go by: the store's clock (default), or the machine's own, as in production, for what measures them:
   * to follow another takes a proxy of Date at each use. Only where the store's time is the machine's.
   */
  clock?: "store" | "machine";
  /** Of the database server: as modest as a demo, or as ample as one that is measured. */
  size?: ServerSize;
}): Promise<RunningDemo> {
  await ensureBuild();
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    // The last that was started stops first: who depends on others goes before them.
    for (const part of stops.splice(0).reverse())
      await part().catch((error: unknown) => say(String(error)));
  };
  try {
    const folder = resolve(ROOT, ".kindling", options.name);
    const postgres = await startPostgres({
      dataDir: resolve(folder, "postgres"),
      database: "kindling",
      ...(options.size === undefined ? {} : { size: options.size }),
    });
    stops.push(() => postgres.stop());
    await migrate(postgres.url);
    const pool = createPool({ connectionString: postgres.url, max: 4 });
    stops.push(() => pool.end());
    await forgetShop(pool, options.domain);

    const appPort = await findFreePort();
    const appUrl = `http://127.0.0.1:${appPort}`;
    rmSync(resolve(folder, "dev-store"), { recursive: true, force: true });
    // Made anew for every run: nothing signed for one demo is worth anything in another.
    const clientSecret = randomBytes(24).toString("hex");
    const devStore = await startDevStore({
      dataDir: resolve(folder, "dev-store"),
      app: {
        clientId: "kindling-demo",
        clientSecret,
        appUrl,
        handle: "kindling",
        tomlPath: resolve(ROOT, "shopify.app.toml"),
      },
      port: options.port,
      ...(options.startAt === undefined ? {} : { startAt: options.startAt }),
    });
    stops.push(() => devStore.close());

    const env = appEnvironment(devStore, {
      databaseUrl: postgres.url,
      port: appPort,
      logLevel: options.logLevel ?? process.env["LOG_LEVEL"] ?? "warn",
    });
    if (options.clock === "machine") {
      delete env["KINDLING_CLOCK_FILE"];
      delete env["TRUST_CLOCK"];
    }
    const web = superviseProcess({ name: "web", entry: "app/server.ts", env });
    stops.push(() => web.stop());
    const worker = superviseProcess({ name: "worker", entry: "app/jobs/worker.ts", env });
    stops.push(() => worker.stop());
    await waitForApp(appUrl);
    return { devStore, pool, appUrl, clientSecret, web, worker, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waitForApp(appUrl: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const isUp = await fetch(`${appUrl}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await sleep(100);
  }
  throw new Error("The app did not answer within a minute. What it printed above says why.");
}
