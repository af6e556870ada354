import type { DevStore } from "../../dev-store/start.ts";

/** Seals nothing but what the demo and the tests make up. */
export const LOCAL_SEAL_KEY = Buffer.from("a seal key of the demo and tests").toString("base64");

/** The environment of the app's processes in the dev store's world: that of production but for the addresses. */
export function appEnvironment(
  devStore: DevStore,
  options: { databaseUrl: string; port: number; logLevel: string },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...devStore.appEnv(),
    SEAL_KEYS: LOCAL_SEAL_KEY,
    NODE_ENV: "production",
    DATABASE_URL: options.databaseUrl,
    HOST: "127.0.0.1",
    PORT: String(options.port),
    LOG_LEVEL: options.logLevel,
  };
}
