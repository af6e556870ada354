import { setTimeout as sleep } from "node:timers/promises";
import { assertNever } from "../../app/pipeline/shared/outcome.ts";
import { PARTS, type Fault } from "./plan/fault.ts";
import type { ChaosWorld } from "./world/start-world.ts";

/**
 * Lets one thing go wrong, and gives when it is over (a wrong clock: at once).
 * @returns how many processes were killed
 */
export async function injectFault(world: ChaosWorld, fault: Fault): Promise<number> {
  const { database, clocks, fleet, devStore } = world;
  const { graphql } = devStore.faults;
  switch (fault.kind) {
    case "kill":
      return fleet.kill(fault.part) ? 1 : 0;
    case "kill-database":
      await database.crash("SIGKILL");
      return 1;
    case "stop-database":
      await database.crash("SIGQUIT");
      return 1;
    case "cut-connections":
      await database.cutConnections();
      return 0;
    case "take-connections":
      await database.takeConnections(fault.ms);
      return 0;
    case "stall-writes":
      await database.stallWrites(fault.ms);
      return 0;
    case "fill-disk":
      await database.fillDisk(fault.share, fault.ms);
      return 0;
    case "slow-shopify":
      graphql.delayMs = fault.delayMs;
      await sleep(fault.ms);
      graphql.delayMs = 0;
      return 0;
    case "failing-shopify":
      graphql.status500Next = fault.failed;
      graphql.throttleNext = fault.throttled;
      graphql.dropAfterCommitNext = fault.unanswered;
      return 0;
    case "jump-clock":
      clocks.jump(fault.ms);
      return 0;
    case "skew-clock":
      clocks.skew(fault.part, fault.ms);
      return 0;
    case "deploy":
      await fleet.deploy(fault.role);
      return 0;
    default:
      return assertNever(fault);
  }
}

/** Puts right what a storm leaves wrong for good. */
export function calmDown({ clocks, devStore, door }: ChaosWorld): void {
  for (const part of PARTS) clocks.skew(part, 0);
  Object.assign(devStore.faults.graphql, {
    status500Next: 0,
    throttleNext: 0,
    dropAfterCommitNext: 0,
  });
  door.loseAnswers(0);
}
