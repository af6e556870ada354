import { setTimeout as sleep } from "node:timers/promises";
import { say } from "../demo/say.ts";
import { calmDown, injectFault } from "./inject-fault.ts";
import type { Action } from "./plan/action.ts";
import type { Fault, Planned } from "./plan/fault.ts";
import { performAction } from "./traffic/perform-action.ts";
import type { Stage } from "./traffic/stage.ts";

/** Of all answers so many never reach who asked: the connection breaks after the app has committed. */
const LOST_ANSWERS = 0.05;

/** What happens to the database happens one after the other: it cannot be killed while it is being killed. */
const OF_DATABASE: ReadonlySet<Fault["kind"]> = new Set([
  "kill-database",
  "stop-database",
  "cut-connections",
  "take-connections",
  "stall-writes",
  "fill-disk",
] satisfies Fault["kind"][]);

/**
 * Lets people act and things go wrong by their times, and gives when the last of both is over. Webhooks come twice and in
 * another order meanwhile, and some answers are lost.
 * @returns how many processes were killed
 */
export async function runStorm(
  stage: Stage,
  plan: { storm: number; faults: Planned<Fault>[]; actions: Planned<Action>[] },
): Promise<number> {
  const { world } = stage;
  const { webhooks } = world.devStore;
  webhooks.faults.duplicateAll = true;
  webhooks.faults.shuffle = { seed: plan.storm, window: 40 };
  world.door.loseAnswers(LOST_ANSWERS);
  const startedAt = performance.now();
  const until = (atMs: number): Promise<void> =>
    sleep(Math.max(0, startedAt + atMs - performance.now()));

  let databaseTurn = Promise.resolve();
  const suffer = async ({ atMs, what }: Planned<Fault>): Promise<number> => {
    await until(atMs);
    let kills = 0;
    const inject = async (): Promise<void> => {
      say(`    ${describe(what)}`);
      // A fault that another one made impossible (no connection to a killed server) is none.
      kills = await injectFault(world, what).catch(() => 0);
    };
    if (!OF_DATABASE.has(what.kind)) await inject();
    else await (databaseTurn = databaseTurn.then(inject));
    return kills;
  };
  const act = async ({ atMs, what }: Planned<Action>): Promise<void> => {
    await until(atMs);
    performAction(stage, what);
  };
  const [kills] = await Promise.all([
    Promise.all(plan.faults.map(suffer)),
    Promise.all(plan.actions.map(act)),
  ]);
  calmDown(world);
  return kills.reduce((sum, count) => sum + count, 0);
}

function describe(fault: Fault): string {
  const { kind, ...details } = fault;
  return [kind, ...Object.entries(details).map(([name, value]) => `${name} ${value}`)].join("  ");
}
