import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { ensureDatabase } from "../../scripts/postgres/ensure-database.ts";
import { migrate } from "../../scripts/postgres/migrate.ts";
import { isAlive } from "../../scripts/postgres/process-identity.ts";
import { startPostgres } from "../../scripts/postgres/start-postgres.ts";
import { atDatabase, dropDatabase } from "./database-names.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The migrated database that every test file's own is a copy of. */
    templateUrl: string;
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLUSTERS = join(ROOT, ".kindling", "postgres");

/**
 * Once per project: one server (or the one of DATABASE_URL) with one migrated template database. Each run has a
 * data folder of its own, so that two runs at once do not meet, and none is kept.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeAbandonedClusters();
  const dataDir = join(CLUSTERS, `test-${process.pid}-${project.name}`);
  const server = await startPostgres({ dataDir, database: "postgres", isDurable: false });
  const template = `kindling_template_${process.pid}_${project.name}`;
  const templateUrl = atDatabase(server.url, template);
  const remove = async () => {
    if (server.pid === undefined) await dropDatabase(server.url, template);
    await server.stop();
    removeCluster(dataDir);
  };
  try {
    await ensureDatabase(server.url, template);
    if (existsSync(join(ROOT, "prisma", "migrations"))) await migrate(templateUrl);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("templateUrl", templateUrl);
  return remove;
}

/** Those of runs that were killed; their servers stopped with them. */
function removeAbandonedClusters(): void {
  for (const name of existsSync(CLUSTERS) ? readdirSync(CLUSTERS) : []) {
    const pid = /^test-(\d+)-\w+$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeCluster(join(CLUSTERS, name));
  }
}

function removeCluster(dataDir: string): void {
  for (const path of [dataDir, `${dataDir}.log`, `${dataDir}.pid`]) {
    rmSync(path, { recursive: true, force: true });
  }
}
