import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { codeOf } from "../fault-counts.ts";

/** More than a server of this repository has (scripts/postgres/settings.ts): what it gives is taken until it refuses. */
const MOST_CONNECTIONS = 400;
/** Fast enough that the app does not take back what it gives up meanwhile. */
const AT_ONCE = 10;
const TOO_MANY_CONNECTIONS = "53300";

/**
 * Takes all connections that the server still gives, for so long.
 * @returns whether it has refused one because all were taken
 * @throws Error where it gives none for another reason
 */
export async function takeConnections(url: string, ms: number): Promise<boolean> {
  const taken: pg.Client[] = [];
  const takeOne = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    await client.connect();
    taken.push(client);
  };
  try {
    while (taken.length < MOST_CONNECTIONS) {
      const tries = await Promise.allSettled(Array.from({ length: AT_ONCE }, takeOne));
      const refused = tries.find((one) => one.status === "rejected");
      if (refused === undefined) continue;
      if (codeOf(refused.reason) !== TOO_MANY_CONNECTIONS) throw refused.reason;
      await sleep(ms);
      return true;
    }
    return false;
  } finally {
    await Promise.allSettled(taken.map((client) => client.end()));
  }
}
