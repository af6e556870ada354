import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withLock } from "../set-up/lock.mjs";

const ROOT = join(import.meta.dirname, "..", "..");
const REMIX = join(ROOT, "node_modules", "@remix-run", "dev", "dist", "cli.js");
/** What the build is made from: folders with all that is in them, and files. */
const SOURCES = ["app", "public", "vite.config.ts", "tsconfig.json", "package-lock.json"];
const STAMP = join(ROOT, "build", ".made-from");

/** Builds the app for production unless the last build was made from the same sources. */
export async function ensureBuild(): Promise<"built" | "present"> {
  if (isCurrent()) return "present";
  return withLock(join(ROOT, ".kindling", "build.lock"), async () => {
    // Asked again: whoever held the lock before may have built.
    if (isCurrent()) return "present";
    const made = hashSources();
    process.stderr.write("[kindling] building the app\n");
    await runRemixBuild();
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, made);
    return "built";
  });
}

function isCurrent(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === hashSources();
}

/** Over names and contents, a few hundred small files. */
function hashSources(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesUnder)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(source: string): string[] {
  const path = join(ROOT, source);
  if (!existsSync(path)) return [];
  if (!["app", "public"].includes(source)) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

function runRemixBuild(): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, REMIX_DISABLE_TELEMETRY: "1" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [REMIX, "vite:build"], {
      cwd: ROOT,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the build failed:\n${output}`));
    });
  });
}
