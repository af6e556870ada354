import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { identityOf } from "./process-identity.ts";

/**
 * Claims a data folder for this process, so that a second command on the same data is told so instead of
 * stopping the first one's server as a leftover. A claim of a process that is gone does not count.
 * Answers the function that gives the claim up.
 */
export function claimFolder(dataDir: string): () => void {
  const file = `${dataDir}.pid`;
  const identity = identityOf(process.pid) ?? "";
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, identity);
  try {
    if (!link(mine, file)) {
      const owner = readOwner(file);
      if (owner !== undefined && identityOf(Number(owner.split(" ")[0])) === owner) {
        throw new Error(`${dataDir} is in use by process ${owner.split(" ")[0]}: stop it first`);
      }
      rmSync(file, { force: true });
      if (!link(mine, file)) throw new Error(`${dataDir} was just taken by another command`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readOwner(file) === identity) rmSync(file, { force: true });
  };
}

/** A hard link is made whole or not at all, by one process alone. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
