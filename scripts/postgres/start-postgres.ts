import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findPostgres, type PostgresPlace } from "./binaries.ts";
import { claimFolder } from "./claim-folder.ts";
import { ensureCluster, SUPERUSER } from "./cluster.ts";
import { ensureDatabase } from "./ensure-database.ts";
import { clearLeftovers } from "./running.ts";
import { serverArguments, type ServerSettings, type ServerSize } from "./settings.ts";
import { startGuardian } from "./start-guardian.ts";

export interface PostgresOptions {
  /** The cluster's folder, e.g. ".kindling/postgres/demo". Made where it is missing, kept after the stop. */
  dataDir: string;
  /** Made where it is missing. */
  database: string;
  /** Default true; see settings.ts before saying false. */
  isDurable?: boolean;
  /** Default "modest". */
  size?: ServerSize;
  /** Where it was before, for who knows it there. Default: a free one. */
  port?: number;
  /** Gets a line for the person at the terminal, at most one or two. Default: standard error. */
  notice?: (line: string) => void;
}

export interface Postgres {
  /** Of the database, with user and password. */
  url: string;
  /** The server's process, undefined where DATABASE_URL named a server. */
  pid: number | undefined;
  /** Ends the server and waits for its end; a second call waits for the same end. */
  stop(): Promise<void>;
}

/** Half a second apart, for what passes by itself. */
const ATTEMPTS = 20;
const PASSING = [
  // Another process took the free port between its finding and its use.
  "Address already in use",
  // Children of a killed server have not noticed yet that they are orphans.
  "pre-existing shared memory block",
];

/**
 * Starts PostgreSQL from the npm package on a free port of the loopback interface, for as long as this process
 * lives: it is stopped by `stop()` and by every end of this process, SIGKILL included. What an earlier process
 * left behind is cleared away and recovered. With DATABASE_URL set, nothing is started and that is the answer.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const given = process.env["DATABASE_URL"];
  if (given) return { url: given, pid: undefined, stop: () => Promise.resolve() };

  const notice = options.notice ?? ((line: string) => process.stderr.write(`${line}\n`));
  const release = claimFolder(resolve(options.dataDir));
  try {
    const place = findPostgres(options.dataDir, notice);
    await clearLeftovers(place.dataDir);
    const password = await ensureCluster(place);
    const server = await startServer(place, {
      dataDir: options.dataDir,
      isDurable: options.isDurable ?? true,
      size: options.size ?? "modest",
      port: options.port,
    });
    const urlOf = (database: string) =>
      `postgresql://${SUPERUSER}:${password}@127.0.0.1:${server.port}/${database}`;
    await ensureDatabase(urlOf("postgres"), options.database);
    let stopped: Promise<void> | undefined;
    return {
      url: urlOf(options.database),
      pid: server.pid,
      stop: () => (stopped ??= server.stop().finally(release)),
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function startServer(
  place: PostgresPlace,
  options: { dataDir: string; port: number | undefined } & Pick<
    ServerSettings,
    "isDurable" | "size"
  >,
) {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    try {
      const server = await startGuardian({
        postgres: join(place.bin, "postgres"),
        args: serverArguments(place.dataDir, { ...options, port }),
        account: place.account,
        logFile: `${resolve(options.dataDir)}.log`,
      });
      return { ...server, port };
    } catch (error) {
      const passes = PASSING.some((words) => String(error).includes(words));
      if (attempt === ATTEMPTS || !passes) throw error;
      await sleep(500);
    }
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolvePort(port));
    });
  });
}
