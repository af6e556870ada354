import { availableParallelism } from "node:os";
import type { VerifyArguments } from "../arguments.ts";
import { checkInThreads } from "./compare/check-in-threads.ts";
import { addTallies, NOTHING } from "./compare/checks.ts";
import type { Tally } from "./compare/checks.ts";
import { describeDifference } from "./compare/describe-difference.ts";
import { drawCase } from "./draw-case.ts";
import type { Definition } from "./definition.ts";
import type { World } from "./simulate/world.ts";
import { checkInSteps, plainly } from "./stored/check-in-steps.ts";
import { checkStored, withoutOutlooks } from "./stored/check-stored.ts";
import { openDatabase } from "./stored/open-database.ts";
import { openStoredShop } from "./stored/open-shop.ts";

export interface Verified {
  lines: string[];
  result: { checked: number; differences: number; lateExits: number };
}

/** Compares memberships of random segments in a simulated shop with those of the naive evaluator. */
export async function verifySegments(
  options: VerifyArguments,
  say: (text: string) => void,
): Promise<Verified> {
  const { seed, stored, followed } = options;
  const { world, definitions, profiles } = drawCase(seed, options);
  say(`seed ${seed}: ${world.timeZone}, ${world.currency}, ${profiles} profiles`);
  const sayProfiles = progress(say, "pure core", profiles);
  const first = (count: number): World =>
    withoutOutlooks({ ...world, persons: world.persons.slice(0, count) });
  const plain = plainly(definitions);
  const [pure, real, steps] = await Promise.all([
    checkInThreads(world, { definitions, threads: availableParallelism(), onProfile: sayProfiles }),
    followed === 0
      ? NOTHING
      : inDatabase(first(followed), { name: "followed", definitions, say, check: checkStored }),
    stored === 0
      ? NOTHING
      : inDatabase(first(stored), { name: "steps", definitions: plain, say, check: checkInSteps }),
  ]);
  const all = [pure, real, steps].reduce(addTallies);
  const lines = [
    describeTally(`the pure core, ${profiles} profiles`, pure),
    `the services on PostgreSQL, ${stored} customers in steps of some hours: ${steps.checked} memberships and ` +
      `due-times compared, ${steps.differences} differences; ${steps.dues} changes by time ahead`,
    describeTally(`the services on PostgreSQL, ${followed} customers at every instant`, real),
    ...pure.shown.flatMap((difference) => describeDifference(difference, { world, definitions })),
    ...steps.shown.flatMap((difference) =>
      describeDifference(difference, { world: first(stored), definitions: plain }),
    ),
    ...real.shown.flatMap((difference) =>
      describeDifference(difference, { world: first(followed), definitions }),
    ),
  ];
  const { checked, differences, lateExits } = all;
  return { lines, result: { checked, differences, lateExits } };
}

/** Each in a database of its own, so that neither waits for the other's locks. */
async function inDatabase(
  world: World,
  options: {
    definitions: readonly Definition[];
    say: (text: string) => void;
    name: string;
    check: typeof checkStored;
  },
): Promise<Tally> {
  const { name, definitions, say, check } = options;
  const { pool, close } = await openDatabase(name);
  try {
    const domain = "verify.myshopify.com";
    const shop = await openStoredShop(world, { pool, domain, definitions });
    return await check(world, { shop, definitions, say });
  } finally {
    await close();
  }
}

const describeTally = (what: string, tally: Tally): string =>
  `${what}: ${tally.checked} memberships compared, ${tally.differences} differences; ${tally.entries} entries, ` +
  `${tally.exitsByTime} exits by time, ${tally.lateExits} of them late; ${tally.dues} due-times`;

/** Says at every tenth how far it is. */
function progress(say: (text: string) => void, what: string, total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    const step = Math.max(1, Math.ceil(total / 10));
    if (done % step === 0) say(`${what}: ${done} of ${total} profiles`);
  };
}
