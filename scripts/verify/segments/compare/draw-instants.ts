import { createRandom } from "../../../../dev-store/simulation/random.ts";
import { SECOND_MS } from "../simulate/world.ts";
import type { ProfileHistory } from "../simulate/profile-histories.ts";
import type { Definition } from "../definition.ts";

/** So many instants are drawn for each segment, and at each of them so many profiles looked at. */
const INSTANTS_PER_SEGMENT = 200;
const PROFILES_PER_INSTANT = 5;

/**
 * Instants drawn at random over the simulated time, in whole seconds, by the profile's name and the segment's handle.
 * Each is given to some profiles that exist at it.
 */
export function drawInstants(
  definitions: readonly Definition[],
  told: {
    seed: string;
    startAt: number;
    endAt: number;
    histories: readonly ProfileHistory[];
  },
): Map<string, Map<string, number[]>> {
  const { seed, startAt, endAt, histories } = told;
  const drawn = new Map<string, Map<string, number[]>>();
  const seconds = Math.floor((endAt - startAt) / SECOND_MS);
  for (const { handle } of definitions) {
    const random = createRandom(`${seed} instants ${handle}`);
    for (let draw = 0; draw < INSTANTS_PER_SEGMENT; draw += 1) {
      const at = startAt + Math.floor(random.next() * seconds) * SECOND_MS;
      for (let some = 0; some < PROFILES_PER_INSTANT; some += 1) {
        const history = histories[random.between(0, histories.length - 1)];
        if (history === undefined || at < history.from || at >= history.until) continue;
        const ofProfile = drawn.get(history.name) ?? new Map<string, number[]>();
        ofProfile.set(handle, [...(ofProfile.get(handle) ?? []), at]);
        drawn.set(history.name, ofProfile);
      }
    }
  }
  return drawn;
}
