import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { defineConfig } from "prisma/config";

/** PostgreSQL's catalog types "char" and name, which the adapter refuses; both read as text. */
const CATALOG_TYPES = new Set([18, 19]);
const TEXT_TYPE = 25;

/**
 * The command line's connection. It reads PostgreSQL's catalogs, so it must report their types as text, or
 * the adapter stops at the first column of such a type. Given to the adapter as a class, not as a pool,
 * because the adapter opens a second pool for its shadow database.
 */
class CatalogClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super(withDatabaseInUrl(config));
    this.connection.on("rowDescription", (message: { fields: { dataTypeID: number }[] }) => {
      for (const field of message.fields) {
        if (CATALOG_TYPES.has(field.dataTypeID)) field.dataTypeID = TEXT_TYPE;
      }
    });
  }
}

/**
 * The adapter names its shadow database beside the URL, and pg lets the URL win: without this, migrations meant
 * for the shadow database would run on the real one.
 */
function withDatabaseInUrl(config: pg.ClientConfig): pg.ClientConfig {
  if (config.connectionString === undefined || config.database === undefined) return config;
  const url = new URL(config.connectionString);
  url.pathname = `/${config.database}`;
  return { ...config, connectionString: url.href };
}

/**
 * The engine gives its wait for the migration lock ten seconds and never clears that timer, so every deploy
 * would stay for them. While it does wait, the open connection keeps the process alive all the same.
 */
const LOCK_TIMEOUT_MS = 10_000;
globalThis.setTimeout = new Proxy(globalThis.setTimeout, {
  apply(start, self, args: Parameters<typeof setTimeout>) {
    const timer = Reflect.apply(start, self, args);
    if (args[1] === LOCK_TIMEOUT_MS) timer.unref();
    return timer;
  },
});

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // The command line's own engine is a download; this one runs in the Node process, over the adapter.
  experimental: { adapter: true },
  engine: "js",
  adapter: () =>
    Promise.resolve(
      new PrismaPg({
        connectionString: process.env["DATABASE_URL"],
        Client: CatalogClient,
        // Idle connections are kept ten seconds too.
        allowExitOnIdle: true,
      }),
    ),
});
