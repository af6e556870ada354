import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import { startDevStore, type DevStore } from "../../../dev-store/start.ts";
import { ensureBuild } from "../../build/ensure-build.ts";
import { appEnvironment } from "../../demo/app-environment.ts";
import { say } from "../../demo/say.ts";
import { ROOT } from "../../postgres/migrate.ts";
import { createClocks, type Clocks } from "./clocks.ts";
import { openChaosDatabase, type ChaosDatabase } from "./database.ts";
import { startFleet, type Fleet } from "./fleet.ts";
import { openFrontDoor, type FrontDoor } from "./front-door.ts";
import { openShops, type ChaosShop } from "./open-shops.ts";

/** The whole app with all that it lives among, each of which can be made to fail. */
export interface ChaosWorld {
  devStore: DevStore;
  database: ChaosDatabase;
  clocks: Clocks;
  fleet: Fleet;
  door: FrontDoor;
  shops: ChaosShop[];
  clientSecret: string;
  stop(): Promise<void>;
}

/** @param input.oldRoot where the code of an older version lies, built; null: both versions are the one of today */
export async function startWorld(input: {
  seed: number;
  oldRoot: string | null;
}): Promise<ChaosWorld> {
  const { seed, oldRoot } = input;
  await ensureBuild();
  const folder = resolve(ROOT, ".kindling", `chaos-${process.pid}`);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const part of stops.splice(0).reverse())
      await part().catch((error: unknown) => say(String(error)));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const database = await openChaosDatabase(resolve(folder, "postgres"));
    stops.push(() => database.stop());
    // The door stands before there is anybody behind it: the dev store must know the app's address.
    const fleets: Fleet[] = [];
    const door = await openFrontDoor({
      ports: () => fleets.flatMap((fleet) => fleet.ports()),
      random: createRandom(`door ${seed}`),
    });
    stops.push(() => door.stop());
    const clientSecret = randomBytes(24).toString("hex");
    const devStore = await startDevStore({
      dataDir: resolve(folder, "dev-store"),
      app: {
        clientId: "kindling-chaos",
        clientSecret,
        appUrl: door.url,
        handle: "kindling",
        tomlPath: resolve(ROOT, "shopify.app.toml"),
      },
    });
    stops.push(() => devStore.close());
    const clocks = createClocks(devStore.clock, resolve(folder, "clocks"));
    const logLevel = process.env["LOG_LEVEL"] ?? "fatal";
    const fleet = await startFleet({
      envOf: (part, port) =>
        clocks.envOf(part, appEnvironment(devStore, { databaseUrl: database.url, port, logLevel })),
      roots: { old: oldRoot ?? ROOT, new: ROOT },
    });
    fleets.push(fleet);
    stops.push(() => fleet.stop());
    await fleet.ready();
    const shops = await openShops(database.pool, devStore);
    return { devStore, database, clocks, fleet, door, shops, clientSecret, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
