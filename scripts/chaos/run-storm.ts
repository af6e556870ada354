import { setTimeout as sleep } from "node:timers/promises";
import { say } from "../demo/say.ts";
import type { Effect, FaultCounts } from "./fault-counts.ts";
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
 * @param counts is told what was seen of each
 */
export async function runStorm(
  stage: Stage,
  plan: { storm: number; faults: Planned<Fault>[]; actions: Planned<Action>[] },
  counts: FaultCounts,
): Promise<void> {
  const { world } = stage;
  const { webhooks } = world.devStore;
  webhooks.faults.duplicateAll = true;
  webhooks.faults.shuffle = { seed: plan.storm, window: 40 };
  world.door.loseAnswers(LOST_ANSWERS);
  const [duplicates, lostAnswers] = [world.door.duplicates(), world.door.lostAnswers()];
  const startedAt = performance.now();
  const until = (atMs: number): Promise<void> =>
    sleep(Math.max(0, startedAt + atMs - performance.now()));

  let databaseTurn = Promise.resolve();
  const suffer = async ({ atMs, what }: Planned<Fault>): Promise<void> => {
    await until(atMs);
    const inject = async (): Promise<void> => {
      say(`    ${describe(what)}`);
      try {
        counts.note(what.kind, await injectFault(world, what));
      } catch (error) {
        say(`    ${what.kind}: ${String(error)}`);
        counts.noteError(what.kind, error);
      }
    };
    if (!OF_DATABASE.has(what.kind)) await inject();
    else await (databaseTurn = databaseTurn.then(inject));
  };
  const act = async ({ atMs, what }: Planned<Action>): Promise<void> => {
    await until(atMs);
    performAction(stage, what);
  };
  await Promise.all([...plan.faults.map(suffer), ...plan.actions.map(act)]);
  const wasSeen = (before: number, now: number): Effect =>
    now > before ? "took-effect" : "no-effect";
  counts.note("duplicate-deliveries", wasSeen(duplicates, world.door.duplicates()));
  counts.note("lost-answers", wasSeen(lostAnswers, world.door.lostAnswers()));
  calmDown(world);
}

function describe(fault: Fault): string {
  const { kind, ...details } = fault;
  return [kind, ...Object.entries(details).map(([name, value]) => `${name} ${value}`)].join("  ");
}
