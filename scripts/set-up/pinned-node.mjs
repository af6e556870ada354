import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { npmCommand, ROOT, runProgram, say } from "./process.mjs";

const PACKAGE = join(ROOT, "node_modules", "node");
/** From here on Node runs TypeScript files as they are. */
const OLDEST_MAJOR = 24;

/** Where the binary may lie: linked by the package's own step, or inside the platform's package. */
function candidates() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const executable = process.platform === "win32" ? "node.exe" : "node";
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`];
  return [
    join(PACKAGE, "bin", executable),
    ...names.map((name) => join(PACKAGE, "node_modules", name, "bin", executable)),
    ...names.map((name) => join(ROOT, "node_modules", name, "bin", executable)),
  ];
}

/** The Node that runs the commands. Throws where neither the pinned nor a new enough one is there. */
export function findPinnedNode() {
  const pinned = candidates().find((file) => existsSync(file));
  if (pinned !== undefined) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= OLDEST_MAJOR) return process.execPath;
  throw new Error(`Node ${OLDEST_MAJOR} is not in node_modules: delete node_modules and run again`);
}

export function hasPinnedNode() {
  return candidates().some((file) => existsSync(file));
}

/**
 * Makes the pinned Node runnable. The package `node` brings its binary by an install script, which newer npm
 * versions do not run unasked.
 */
export async function ensurePinnedNode() {
  if (!candidates().some(runs)) {
    say("fetching the pinned Node from the npm registry");
    const npm = npmCommand();
    await runProgram(npm.node, ["installArchSpecificPackage.js"], {
      cwd: PACKAGE,
      env: npm.env,
      quiet: true,
    });
  }
  const pinned = candidates().find(runs);
  if (pinned === undefined) throw new Error("the pinned Node cannot be run on this machine");
  linkForNpm(pinned);
}

/** Gives `npm run` and `npx` the pinned Node too; npm itself links only a binary that was in the package. */
function linkForNpm(/** @type {string} */ pinned) {
  if (process.platform === "win32") return;
  const link = join(ROOT, "node_modules", ".bin", "node");
  if (existsSync(link)) return;
  mkdirSync(join(ROOT, "node_modules", ".bin"), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(pinned, link);
}

/** @param {string} file */
function runs(file) {
  return existsSync(file) && spawnSync(file, ["--version"]).status === 0;
}
