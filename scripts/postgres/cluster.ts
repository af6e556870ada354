import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDataFolder, type PostgresPlace } from "./binaries.ts";

export const SUPERUSER = "kindling";

/**
 * Makes the data folder a PostgreSQL cluster unless it is one, and answers the superuser's password, which is
 * random and kept beside the data: other users of the machine reach the port too.
 */
export async function ensureCluster(place: PostgresPlace): Promise<string> {
  const passwordFile = join(place.dataDir, "kindling.password");
  if (existsSync(passwordFile) && existsSync(join(place.dataDir, "PG_VERSION"))) {
    return readFileSync(passwordFile, "utf8");
  }
  // What a killed initdb left is no cluster: without the password file, written last, it is started anew.
  rmSync(place.dataDir, { recursive: true, force: true });
  makeDataFolder(place);
  const password = randomBytes(24).toString("base64url");
  await initialise(place, password);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  return password;
}

async function initialise(place: PostgresPlace, password: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kindling-initdb-"));
  const file = join(folder, "password");
  writeFileSync(file, password, { mode: 0o600 });
  if (place.account !== undefined) {
    for (const path of [folder, file]) chownSync(path, place.account.uid, place.account.gid);
  }
  try {
    await run(place, [
      `--pgdata=${place.dataDir}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${file}`,
      "--auth=scram-sha-256",
      // The same order and the same upper and lower case on every machine, whatever its locale.
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(place: PostgresPlace, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // LC_ALL: PostgreSQL stops at a locale that the environment names and the machine lacks.
    const env = { ...process.env, LC_ALL: "C" };
    const child = spawn(join(place.bin, "initdb"), args, { ...place.account, cwd: "/", env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    }
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb ended with ${code}: ${output.trim()}`));
    });
  });
}
