import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePinnedNode, hasPinnedNode } from "./pinned-node.mjs";
import { ensurePostgresBinaries } from "./postgres-binaries.mjs";
import { npmCommand, ROOT, runProgram, say } from "./process.mjs";
import { hashFiles, isCurrent, writeStamp } from "./stamp.mjs";

const LOCK_FILE = join(ROOT, "package-lock.json");
/** Inside node_modules, so that it goes when node_modules goes; written last, so that it means "whole". */
const STAMP = join(ROOT, "node_modules", ".kindling-lock");

export function packagesAreReady() {
  return isCurrent(STAMP, hashFiles([LOCK_FILE])) && hasPinnedNode();
}

/** Installs what the lock file says. */
export async function ensurePackages() {
  if (packagesAreReady()) return;
  const hash = hashFiles([LOCK_FILE]);
  if (!isInstalled()) await install();
  await ensurePinnedNode();
  ensurePostgresBinaries();
  writeStamp(STAMP, hash);
}

/**
 * Whether node_modules already holds what the lock file says, because someone ran npm by hand: then only the
 * steps after the installation are missing.
 */
function isInstalled() {
  const wanted = readLock(LOCK_FILE);
  const found = readLock(join(ROOT, "node_modules", ".package-lock.json"));
  if (wanted === undefined || found === undefined) return false;
  const asWanted = Object.entries(found).every(
    ([path, entry]) => wanted[path]?.version === entry.version,
  );
  // Packages of other platforms are in the lock file and never installed.
  const missing = Object.entries(wanted).some(
    ([path, entry]) => path !== "" && !entry.optional && found[path] === undefined,
  );
  return asWanted && !missing;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

async function install() {
  say("installing packages from the npm registry (under a minute on a usual line)");
  const npm = npmCommand();
  // Without install scripts: the ones of Prisma download engines that this project does not use, and newer
  // npm versions do not run them anyway. The two that matter are done after it.
  const options = [
    "--ignore-scripts",
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  await runProgram(npm.file, [...npm.args, "ci", ...options], { env: npm.env });
}
