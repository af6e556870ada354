import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "../../../scripts/postgres/process-identity.ts";
import { startPostgres } from "../../../scripts/postgres/start-postgres.ts";
import { ROOT } from "../../support/source-files.ts";

const HOLDER = join(import.meta.dirname, "hold-postgres.ts");
const folder = join(ROOT, ".kindling", "postgres", `trial-${process.pid}`);
const dataDir = join(folder, "data");
const options = { dataDir, database: "kept", isDurable: false };
const KEEP = "DROP TABLE IF EXISTS note; CREATE TABLE note AS SELECT 'kept' AS words";
const held: { child: ChildProcess; pid: number }[] = [];

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const { child, pid } of held.splice(0)) {
    child.kill("SIGKILL");
    // Until its server has ended, it writes into the folder.
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 15_000 });
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("what was written is there after a stop and a new start", async () => {
  const first = await startPostgres(options);
  await query(first.url, KEEP);
  await first.stop();
  const second = await startPostgres(options);
  expect(await query(second.url, "SELECT words FROM note")).toEqual([{ words: "kept" }]);
  await second.stop();
});

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "the server ends with the process that started it, ended by %s",
  async (signal) => {
    const { child, pid } = await hold();
    child.kill(signal);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 15_000 });
  },
);

test("a server that lost its guardian too is stopped by the next start, and its data is kept", async () => {
  const { child, pid, url } = await hold();
  await query(url, KEEP);
  for (const process_ of guardiansOf(pid)) process.kill(process_, "SIGKILL");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(pid)).toBe(true);

  const next = await startPostgres(options);
  expect(isAlive(pid)).toBe(false);
  expect(await query(next.url, "SELECT words FROM note")).toEqual([{ words: "kept" }]);
  await next.stop();
});

test("a server that was killed itself recovers", async () => {
  const { child, pid, url } = await hold();
  await query(url, KEEP);
  process.kill(pid, "SIGKILL");
  child.kill("SIGKILL");
  await once(child, "exit");

  const next = await startPostgres(options);
  expect(await query(next.url, "SELECT words FROM note")).toEqual([{ words: "kept" }]);
  await next.stop();
});

test("a second command on the same data is refused, and the first goes on", async () => {
  const { url } = await hold();
  await expect(startPostgres(options)).rejects.toThrow(/in use by process \d+/);
  expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("DATABASE_URL is taken as it is, and nothing is started", async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://somewhere/else");
  const unused = join(folder, "unused");
  const postgres = await startPostgres({ ...options, dataDir: unused });
  expect(postgres).toMatchObject({ url: "postgresql://somewhere/else", pid: undefined });
  await postgres.stop();
  expect(existsSync(unused)).toBe(false);
});

async function hold(): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [HOLDER, dataDir], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes("\n")) break;
  }
  const { pid, url }: { pid: number; url: string } = JSON.parse(output);
  held.push({ child, pid });
  return { child, pid, url };
}

/** The parent of the server. */
function guardiansOf(pid: number): number[] {
  const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return parent === undefined ? [] : [Number(parent)];
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // the server is ended under it on purpose
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
