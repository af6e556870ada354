import type { DevStore } from "../../dev-store/start.ts";

/** The environment of the app's processes in the dev store's world: that of production but for the addresses. */
export function appEnvironment(
  devStore: DevStore,
  options: { databaseUrl: string; port: number; logLevel: string },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...devStore.appEnv(),
    // Seals nothing but what the demo and the tests make up.
    SEAL_KEYS: Buffer.from("a seal key of the demo and tests").toString("base64"),
    NODE_ENV: "production",
    DATABASE_URL: options.databaseUrl,
    HOST: "127.0.0.1",
    PORT: String(options.port),
    LOG_LEVEL: options.logLevel,
  };
}
