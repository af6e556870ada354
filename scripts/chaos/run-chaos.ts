import { say } from "../demo/say.ts";
import { createFaultCounts, type FaultCounts } from "./fault-counts.ts";
import { inspect } from "./invariants/inspect.ts";
import { resumeClock, settle } from "./invariants/settle.ts";
import { planRare } from "./plan/plan-rare.ts";
import { planStorm } from "./plan/plan-storm.ts";
import { planTraffic } from "./plan/plan-traffic.ts";
import { runStorm } from "./run-storm.ts";
import { countWithdrawals, createLedger } from "./traffic/ledger.ts";
import { createReader } from "./traffic/reader.ts";
import { actBeforeStorms, seeOff } from "./traffic/see-off.ts";
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
  /** Customers and visitors who were erased. */
  erased: number;
  /** Pages and lists that merchants read. */
  reads: number;
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
    const { url } = world.door;
    const stage: Stage = {
      ...{ world, ledger: createLedger(), sender: createSender(url), reader: createReader(url) },
      ...{ erasing: new Set(), returning: new Set() },
      nextNumber: () => (number += 1),
    };
    noteFirstTags(stage);
    actBeforeStorms(stage);
    const left = await settle(stage);
    if (left !== null) throw new Error(`Not settled before the first storm: ${left}`);
    resumeClock(world);
    const startedAt = performance.now();
    const counts = createFaultCounts();
    const result: ChaosResult = {
      ...{ seconds: 0, storms: 0, kills: 0, acknowledged: 0, erased: 0, reads: 0, violations: [] },
      ...{ faults: counts.byKind(), broken: counts.broken() },
    };
    do {
      await seeOff(world);
      say(`Storm ${result.storms + 1}`);
      const plan = { seed, storm: result.storms, ...size };
      const [faults, actions] = [planStorm(plan), [...planTraffic(plan), ...planRare(plan)]];
      await runStorm(stage, { storm: result.storms, faults, actions }, counts);
      result.kills = counts.kills();
      const { violations, reads } = await inspect(stage);
      result.violations.push(...violations);
      result.reads += reads;
      result.erased = countErased(stage);
      result.storms += 1;
      result.seconds = Math.round((performance.now() - startedAt) / 1000);
      result.acknowledged = countAcknowledged(stage);
      say(
        `  after ${result.seconds} s: ${result.kills} kills, ${result.acknowledged} acknowledged, ` +
          `${result.erased} erased, ${result.reads} reads, ${result.violations.length} violations`,
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

const countAcknowledged = ({ world: { door }, sender }: Stage): number =>
  [...door.acknowledgedWebhooks.values(), ...door.acknowledgedErasures.values()].reduce(
    (sum, ids) => sum + ids.size,
    sender.acknowledged(),
  );

const countErased = ({ world, ledger }: Stage): number =>
  world.shops.reduce(
    (sum, { domain }, place) =>
      sum +
      countWithdrawals(ledger.of(place)) +
      ledger.of(place).erasedByMerchant.size +
      (world.door.acknowledgedErasures.get(domain)?.size ?? 0),
    0,
  );
