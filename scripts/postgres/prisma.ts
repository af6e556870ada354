// npm run prisma -- ARGUMENTS: Prisma's command line on the database of DATABASE_URL, or on an empty one of the
// embedded PostgreSQL. Without any database it would try to download an engine, even to compare two files.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { PRISMA, prismaEnvironment, ROOT } from "./migrate.ts";
import { startPostgres } from "./start-postgres.ts";

const postgres = await startPostgres({
  dataDir: join(ROOT, ".kindling", "postgres", "prisma"),
  database: "scratch",
});
const child = spawn(process.execPath, [PRISMA, ...process.argv.slice(2)], {
  cwd: ROOT,
  env: prismaEnvironment(postgres.url),
  stdio: "inherit",
});
process.exitCode = await new Promise<number>((resolve, reject) => {
  child.on("error", reject);
  child.on("exit", (code) => resolve(code ?? 1));
});
await postgres.stop();
