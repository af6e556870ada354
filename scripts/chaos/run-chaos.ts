import { say } from "../demo/say.ts";
import { createFaultCounts, type FaultCounts } from "./fault-counts.ts";
import { checkEvents } from "./invariants/check-events.ts";
import { checkIsolation } from "./invariants/check-isolation.ts";
import { checkRecords } from "./invariants/check-records.ts";
import { checkTags } from "./invariants/check-tags.ts";
import { resumeClock, settle } from "./invariants/settle.ts";
import { planStorm } from "./plan/plan-storm.ts";
import { planTraffic } from "./plan/plan-traffic.ts";
import { runStorm } from "./run-storm.ts";
import { createLedger } from "./traffic/ledger.ts";
import { createSender } from "./traffic/sender.ts";
import type { Stage } from "./traffic/stage.ts";
import { startWorld } from "./world/start-world.ts";

const STORM = { ms: 12_000, faults: 8, perSecond: 20 };

export interface ChaosResult {
  seconds: number;
  storms: number;
  /** Processes of the app and the database that were killed. */
  kills: number;
  /** Requests and webhooks that were answered with success. */
  acknowledged: number;
  violations: string[];
  /** What was seen of the faults, by kind. */
  faults: ReturnType<FaultCounts["byKind"]>;
  /** Faults that could not be injected: the run has shown less than it says. */
  broken: string[];
}

/**
 * Storms of traffic and faults, one after the other, each seen to its end: everything settles, and what is there is
 * compared with what was done. Ends after the first storm that left something wrong.
 * @param options.isOver asked before each storm but the first
 * @param options.oldRoot where the code of an older version lies, built; without: deploys are of one version
 */
export async function runChaos(options: {
  seed: number;
  isOver: (done: { storms: number; seconds: number }) => boolean;
  storm?: typeof STORM;
  oldRoot?: string | null;
}): Promise<ChaosResult> {
  const { seed, isOver, storm: size = STORM, oldRoot = null } = options;
  say("Starting two web processes, two workers, a database and a local Shopify");
  const world = await startWorld({ seed, oldRoot });
  try {
    let number = 0;
    const sender = createSender(world.door.url);
    const stage: Stage = {
      ...{ world, ledger: createLedger(), sender },
      nextNumber: () => (number += 1),
    };
    noteFirstTags(stage);
    const startedAt = performance.now();
    const counts = createFaultCounts();
    const result: ChaosResult = {
      ...{ seconds: 0, storms: 0, kills: 0, acknowledged: 0, violations: [] },
      ...{ faults: counts.byKind(), broken: counts.broken() },
    };
    do {
      say(`Storm ${result.storms + 1}`);
      const plan = { seed, storm: result.storms, ...size };
      const [faults, actions] = [planStorm(plan), planTraffic(plan)];
      await runStorm(stage, { storm: result.storms, faults, actions }, counts);
      result.kills = counts.kills();
      result.violations.push(...(await inspect(stage)));
      result.storms += 1;
      result.seconds = Math.round((performance.now() - startedAt) / 1000);
      result.acknowledged = countAcknowledged(stage);
      say(
        `  after ${result.seconds} s: ${result.kills} kills, ${result.acknowledged} acknowledged, ` +
          `${result.violations.length} violations`,
      );
    } while (result.violations.length === 0 && !isOver(result));
    return result;
  } finally {
    await world.stop();
  }
}

function noteFirstTags({ world, ledger }: Stage): void {
  world.shops.forEach(({ shop, customerIds }, place) => {
    for (const id of customerIds) ledger.noteTags(place, id, shop.customerTags(id));
  });
}

const countAcknowledged = ({ world, sender }: Stage): number =>
  [...world.door.acknowledgedWebhooks.values()].reduce(
    (sum, ids) => sum + ids.size,
    sender.acknowledged(),
  );

/** What is wrong when everything has settled. */
async function inspect({ world, ledger, sender }: Stage): Promise<string[]> {
  const left = await settle(world, sender);
  if (left !== null) return [`Not settled: ${left}`];
  const { database, door, fleet, shops, hasOldVersion } = world;
  const found = [...sender.refusals()];
  if (fleet.crashes() > 0) found.push(`${fleet.crashes()} processes ended of themselves`);
  for (const [place, open] of shops.entries()) {
    const told = { place, open, ledger };
    found.push(...(await checkEvents(database.pool, { ...told, door, hasOldVersion })));
    found.push(...(await checkRecords(database.pool, told)));
    found.push(...(await checkTags(database.pool, told)));
  }
  found.push(...(await checkIsolation(database.pool, shops)));
  for (const line of found) say(`  VIOLATION ${line}`);
  resumeClock(world);
  return found;
}
