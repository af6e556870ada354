import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * One line of progress. On standard error: standard output belongs to the command, whose last line may be
 * read by a program.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`[kindling] ${line}\n`);
}

/**
 * Runs a program to its end with its output on standard error.
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, quiet?: boolean }} [options] quiet: its output is
 *   shown only when it fails
 * @returns {Promise<void>} rejects when the program cannot be started or ends other than with 0
 */
export function runProgram(file, args, options = {}) {
  return new Promise((resolveRun, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: options.quiet ? ["ignore", "pipe", "pipe"] : ["ignore", 2, 2],
    });
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolveRun();
      process.stderr.write(output);
      reject(new Error(`${file} ${args.join(" ")} ended with ${signal ?? code}`));
    });
  });
}

/**
 * How to call npm. Inside `npm run` the PATH begins with node_modules/.bin, whose `node` is the pinned one
 * that an installation deletes and puts back, so npm is run by the machine's own Node.
 * @returns {{ file: string, args: string[], node: string, env: Record<string, string | undefined> }} `node` is the
 *   machine's own
 */
export function npmCommand() {
  const outside = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(ROOT, "node_modules")));
  const env = { ...process.env, PATH: outside.join(delimiter) };
  const executable = process.platform === "win32" ? "node.exe" : "node";
  const found = outside.map((folder) => join(folder, executable)).find((file) => existsSync(file));
  const node = found ?? process.execPath;
  const npmCli = process.env["npm_execpath"];
  if (npmCli?.endsWith("npm-cli.js") && existsSync(npmCli)) {
    return { file: node, args: [npmCli], node, env };
  }
  return { file: process.platform === "win32" ? "npm.cmd" : "npm", args: [], node, env };
}
