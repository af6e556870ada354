import { createRandom } from "../../../../dev-store/simulation/random.ts";
import type { World } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import { deliver, deliveriesOf } from "./deliver.ts";
import type { StoredShop } from "./deliver.ts";
import { ingestAll, scoreAll } from "./live.ts";
import { readEverybody } from "./read-members.ts";
import type { StoredProfile } from "./read-members.ts";

const STEPS_BETWEEN_MIDNIGHTS = 2;

/** What is stored of everybody after a step. */
export type OnStep = (step: { at: number; profiles: StoredProfile[] }) => void;

/**
 * Lets a world happen in a stored shop by steps of some hours, as a worker does that was stopped and is started again:
 * all that arrived since is taken in at once, and who was due since is looked at once. Benchmarks hold as of the UTC
 * midnights, each of which is a step.
 */
export async function liveInSteps(
  world: World,
  { shop, onStep }: { shop: StoredShop; onStep: OnStep },
): Promise<void> {
  const deliveries = deliveriesOf(world);
  let next = 0;
  for (const at of stepsOf(world)) {
    for (; (deliveries[next]?.at ?? Infinity) <= at; next += 1) {
      const delivery = deliveries[next];
      if (delivery !== undefined) await deliver(shop, delivery);
    }
    await ingestAll(shop, at);
    await scoreAll(shop, at);
    onStep({ at, profiles: await readEverybody(shop) });
  }
}

/** The midnights and instants drawn between them, ascending. */
export function stepsOf({ seed, startAt, endAt }: World): number[] {
  const random = createRandom(`${seed} steps`);
  const steps: number[] = [];
  for (let midnight = startAt; midnight < endAt; midnight += DAY_MS) {
    const between = Array.from({ length: STEPS_BETWEEN_MIDNIGHTS }, () =>
      random.between(midnight + 1, midnight + DAY_MS - 1),
    );
    steps.push(midnight, ...between.sort((a, b) => a - b));
  }
  return steps;
}
