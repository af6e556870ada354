import { availableParallelism } from "node:os";
import type { VerifyArguments } from "../arguments.ts";
import { checkInThreads } from "./compare/check-in-threads.ts";
import { addTallies, NOTHING } from "./compare/checks.ts";
import type { Tally } from "./compare/checks.ts";
import { describeDifference } from "./compare/describe-difference.ts";
import { drawCase } from "./draw-case.ts";
import type { Definition } from "./definition.ts";
import type { World } from "./simulate/world.ts";
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
  const { seed, stored } = options;
  const { world, definitions, profiles } = drawCase(seed, options);
  say(`seed ${seed}: ${world.timeZone}, ${world.currency}, ${profiles} profiles`);
  const sayProfiles = progress(say, "pure core", profiles);
  const storedWorld = withoutOutlooks({ ...world, persons: world.persons.slice(0, stored) });
  const [pure, real] = await Promise.all([
    checkInThreads(world, { definitions, threads: availableParallelism(), onProfile: sayProfiles }),
    stored === 0 ? NOTHING : checkInDatabase(storedWorld, definitions, say),
  ]);
  const all = addTallies(pure, real);
  const lines = [
    describeTally(`the pure core, ${profiles} profiles`, pure),
    describeTally(`the services on PostgreSQL, ${stored} customers of these`, real),
    ...pure.shown.flatMap((difference) => describeDifference(difference, { world, definitions })),
    ...real.shown.flatMap((difference) =>
      describeDifference(difference, { world: storedWorld, definitions }),
    ),
  ];
  const { checked, differences, lateExits } = all;
  return { lines, result: { checked, differences, lateExits } };
}

async function checkInDatabase(
  world: World,
  definitions: readonly Definition[],
  say: (text: string) => void,
): Promise<Tally> {
  const { pool, close } = await openDatabase();
  try {
    const domain = "verify.myshopify.com";
    const shop = await openStoredShop(world, { pool, domain, definitions });
    return await checkStored(world, { shop, definitions, say });
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
