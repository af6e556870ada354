import { addTallies, NOTHING } from "../compare/checks.ts";
import type { Tally } from "../compare/checks.ts";
import { openStepChecker } from "../compare/check-steps.ts";
import type { Definition } from "../definition.ts";
import type { World } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import type { StoredShop } from "./deliver.ts";
import { liveInSteps } from "./live-in-steps.ts";
import { nameProfiles } from "./name-profiles.ts";

/** Segments without a past of their own: who is in them at an instant hangs on no look before. */
export const plainly = (definitions: readonly Definition[]): Definition[] =>
  definitions.map(({ handle, condition }) => ({
    ...{ handle, condition, leaveWhen: null, minimumStayMs: 0, minimumAbsenceMs: 0 },
  }));

/** Compares what the app's services store of a world after steps of some hours with the naive evaluator's word. */
export async function checkInSteps(
  world: World,
  options: { shop: StoredShop; definitions: readonly Definition[]; say: (text: string) => void },
): Promise<Tally> {
  const { shop, definitions, say } = options;
  const checker = openStepChecker(world, definitions);
  const nameOf = nameProfiles(world);
  let tally = NOTHING;
  await liveInSteps(world, {
    shop,
    onStep({ at, profiles }) {
      const stored = new Map(profiles.map((profile) => [nameOf(profile), profile]));
      const missing = checker.namesAt(at).find((name) => !stored.has(name));
      if (missing !== undefined) throw new Error(`${missing} is not stored at ${at}`);
      for (const [name, { handles, dueAt }] of stored) {
        tally = addTallies(tally, checker.check({ at, name, handles, dueAt }));
      }
      const day = (at - world.startAt) / DAY_MS;
      if (Number.isInteger(day) && day % 10 === 0) say(`PostgreSQL in steps: day ${day}`);
    },
  });
  return tally;
}
