import { spawn } from "node:child_process";
import { resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");
export const PRISMA = resolve(ROOT, "node_modules/prisma/build/index.js");

/** Brings the database up to the last migration. Does nothing where it is. */
export async function migrate(databaseUrl: string): Promise<void> {
  await runPrisma(["migrate", "deploy"], databaseUrl);
}

/**
 * Runs Prisma's command line and answers its standard output. It reaches nothing but the database.
 * Rejects with all of its output when it ends other than with 0.
 */
export function runPrisma(args: string[], databaseUrl: string): Promise<string> {
  return new Promise((resolveRun, reject) => {
    const child = spawn(process.execPath, [PRISMA, ...args], {
      cwd: ROOT,
      env: { ...prismaEnvironment(databaseUrl), NO_COLOR: "1" },
    });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolveRun(output);
      else reject(new Error(`prisma ${args.join(" ")} ended with ${code}:\n${output}${errors}`));
    });
  });
}

/** That of this process, with the database, and without looks for newer versions. */
export function prismaEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  // Without NODE_OPTIONS: a process may run on a clock of its own, the command line never does.
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return {
    ...environment,
    DATABASE_URL: databaseUrl,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
}
