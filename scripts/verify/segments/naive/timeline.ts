import type { Definition } from "../definition.ts";
import { memberAt } from "../steps.ts";
import type { Change } from "../steps.ts";
import { candidatesOf } from "./candidates.ts";
import { isMet } from "./judge.ts";
import type { NaiveLook, NaiveProfile } from "./look.ts";
import type { NaiveShop } from "./shop.ts";

/** One profile's memberships in all definitions, from the first telling to the last day. By handle. */
export function timelinesOf(
  definitions: readonly Definition[],
  { shop, profile }: { shop: NaiveShop; profile: NaiveProfile },
): Map<string, readonly Change[]> {
  const timelines = new Map<string, readonly Change[]>();
  const changesOf = (handle: string): readonly Change[] => timelines.get(handle) ?? [];
  const isMember: NaiveLook["isMember"] = (handle, at) => memberAt(changesOf(handle), at);
  for (const definition of definitions) {
    const instants = (condition: Definition["condition"]): number[] =>
      candidatesOf(condition, {
        shop,
        profile,
        changesOf: (handle) => changesOf(handle).map(({ at }) => at),
      });
    const { condition, leaveWhen } = definition;
    const looks = [...instants(condition), ...(leaveWhen === null ? [] : instants(leaveWhen))];
    timelines.set(definition.handle, walk({ definition, looks, shop, profile, isMember }));
  }
  return timelines;
}

/** Follows one membership through its candidates: enters, stays as long as it must, leaves, stays away. */
function walk(input: {
  definition: Definition;
  looks: readonly number[];
  shop: NaiveShop;
  profile: NaiveProfile;
  isMember: NaiveLook["isMember"];
}): Change[] {
  const { definition, shop, profile, isMember } = input;
  const { condition, leaveWhen, minimumStayMs, minimumAbsenceMs } = definition;
  const { until } = profile.history;
  const changes: Change[] = [];
  let member = false;
  let mustWaitUntil = -Infinity;
  const looks = [...new Set(input.looks)].sort((a, b) => a - b);
  for (let index = 0; index < looks.length; index += 1) {
    const at = looks[index] ?? until;
    const look: NaiveLook = { shop, profile, at, isMember };
    if (at < mustWaitUntil) continue;
    const isEntering = isMet(condition, look);
    const isLeaving = leaveWhen === null ? !isEntering : isMet(leaveWhen, look);
    // Who would have to leave again at once does not enter.
    const turns = member ? isLeaving : isEntering && !isLeaving;
    if (!turns) continue;
    member = !member;
    changes.push({ at, member });
    mustWaitUntil = at + (member ? minimumStayMs : minimumAbsenceMs);
    // The end of the wait is a look of its own, unless one is there.
    if (mustWaitUntil < until && mustWaitUntil > at && !looks.includes(mustWaitUntil)) {
      looks.push(mustWaitUntil);
      looks.sort((a, b) => a - b);
    }
  }
  return changes;
}
