import { setTimeout as sleep } from "node:timers/promises";
import type { GraphqlFaults } from "../../dev-store/admin-api/faults.ts";
import { assertNever } from "../../app/pipeline/shared/outcome.ts";
import type { Effect } from "./fault-counts.ts";
import type { Fault } from "./plan/fault.ts";
import { waitFor } from "./world/wait-for.ts";
import type { ChaosWorld } from "./world/start-world.ts";

/** Trouble at Shopify waits so long to be met: what is left of the traffic is still on its way when the database is back. */
const ASKED_MS = 20_000;

/**
 * Lets one thing go wrong, and gives when it is over (a wrong clock: when it was seen) what was seen of it.
 * @throws Error where it cannot be done
 */
export async function injectFault(world: ChaosWorld, fault: Fault): Promise<Effect> {
  if (fault.kind === "kill") return world.fleet.kill(fault.part);
  return (await isFelt(world, fault)) ? "took-effect" : "no-effect";
}

async function isFelt(
  { database, clocks, fleet, devStore }: ChaosWorld,
  fault: Exclude<Fault, { kind: "kill" }>,
): Promise<boolean> {
  const { graphql } = devStore.faults;
  switch (fault.kind) {
    case "kill-database":
      return database.crash("SIGKILL");
    case "stop-database":
      return database.crash("SIGQUIT");
    case "cut-connections":
      return database.cutConnections();
    case "take-connections":
      return database.takeConnections(fault.ms);
    case "stall-writes":
      return database.stallWrites(fault.ms);
    case "fill-disk":
      return database.fillDisk(fault.share, fault.ms);
    case "slow-shopify": {
      const before = graphql.delayed ?? 0;
      graphql.delayMs = fault.delayMs;
      await sleep(fault.ms);
      const isMet = await waitFor(() => (graphql.delayed ?? 0) > before, ASKED_MS);
      graphql.delayMs = 0;
      return isMet;
    }
    case "failing-shopify": {
      graphql.status500Next = fault.failed;
      graphql.throttleNext = fault.throttled;
      graphql.dropAfterCommitNext = fault.unanswered;
      const ordered = troublesLeft(graphql);
      return waitFor(() => troublesLeft(graphql) < ordered, ASKED_MS);
    }
    case "jump-clock":
      return clocks.jump(fault.ms);
    case "skew-clock":
      return clocks.skew(fault.part, fault.ms);
    case "deploy":
      return fleet.deploy(fault.role);
    default:
      return assertNever(fault);
  }
}

/** Shopify takes one off for each request that it answers so. */
const troublesLeft = (graphql: GraphqlFaults): number =>
  (graphql.status500Next ?? 0) + (graphql.throttleNext ?? 0) + (graphql.dropAfterCommitNext ?? 0);

/** Puts right what a storm leaves wrong for good. */
export function calmDown({ clocks, devStore, door }: ChaosWorld): void {
  clocks.putRight();
  Object.assign(devStore.faults.graphql, {
    status500Next: 0,
    throttleNext: 0,
    dropAfterCommitNext: 0,
  });
  door.loseAnswers(0);
}
