import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { vi } from "vitest";
import { findPostgres, type Account } from "../../scripts/postgres/binaries.ts";

/** A folder that PostgreSQL's own account may write into, beside the data of a cluster. */
export function makeArchive(dataDir: string, name: string): string {
  const { account, dataDir: place } = findPostgres(dataDir, () => undefined);
  const folder = resolve(place, "..", name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  give(folder, account);
  return folder;
}

/** Has the server keep every segment of its log in the archive, from its next start on. */
export async function archiveInto(url: string, archive: string): Promise<void> {
  await ask(url, "ALTER SYSTEM SET archive_mode = 'on'");
  await ask(
    url,
    `ALTER SYSTEM SET archive_command = 'test ! -f "${archive}/%f" && cp "%p" "${archive}/%f"'`,
  );
}

/**
 * Copies a running cluster, as pg_basebackup does: PostgreSQL's manual, "Making a Base Backup Using the Low Level API".
 * The copy alone is no cluster: it becomes one with the log of the time that the copying took.
 * @param during what goes on meanwhile
 */
export async function backUp(options: {
  url: string;
  from: string;
  to: string;
  during: () => Promise<void>;
}): Promise<void> {
  const from = findPostgres(options.from, () => undefined).dataDir;
  const { dataDir: to, account } = findPostgres(options.to, () => undefined);
  rmSync(to, { recursive: true, force: true });
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('kindling', true)");
    await options.during();
    // Keeps owners and rights, as PostgreSQL asks of its folder. Files that vanish meanwhile are none that is missed.
    execFileSync("cp", ["-a", from, to], { stdio: ["ignore", "ignore", "pipe"] });
    await options.during();
    const { rows } = await client.query<{ labelfile: string }>(
      "SELECT labelfile FROM pg_backup_stop(true)",
    );
    for (const file of ["postmaster.pid", "postmaster.opts"])
      rmSync(join(to, file), { force: true });
    // The log comes from the archive: what was copied of it may be torn.
    for (const name of readdirSync(join(to, "pg_wal")))
      if (/^[0-9A-F]{24}/.test(name)) rmSync(join(to, "pg_wal", name));
    writeFor(account, join(to, "backup_label"), rows[0]?.labelfile ?? "");
  } finally {
    await client.end();
  }
}

/** Has the copy's first start read the archive up to a named point, and go on from there as a server of its own. */
export function restoreTo(options: { dataDir: string; archive: string; point: string }): void {
  const { dataDir, account } = findPostgres(options.dataDir, () => undefined);
  appendFileSync(
    join(dataDir, "postgresql.auto.conf"),
    `archive_mode = 'off'
restore_command = 'cp "${options.archive}/%f" "%p"'
recovery_target_name = '${options.point}'
recovery_target_action = 'promote'
`,
  );
  writeFor(account, join(dataDir, "recovery.signal"), "");
}

/** Names this instant in the log, and waits until the archive has it. */
export async function markPoint(options: {
  url: string;
  archive: string;
  point: string;
}): Promise<void> {
  await ask(options.url, `SELECT pg_create_restore_point('${options.point}')`);
  const [row] = await ask(options.url, "SELECT pg_walfile_name(pg_switch_wal()) AS file");
  const file = String(row?.["file"]);
  await vi.waitUntil(() => existsSync(join(options.archive, file)), {
    timeout: 15_000,
    interval: 50,
  });
}

/** Until the server has read what it was told to, it takes no changes. */
export async function waitUntilRestored(url: string): Promise<void> {
  await vi.waitUntil(
    async () => (await ask(url, "SELECT pg_is_in_recovery() AS busy"))[0]?.["busy"] === false,
    { timeout: 15_000, interval: 50 },
  );
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function writeFor(account: Account | undefined, file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  give(file, account);
}

function give(path: string, account: Account | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}
