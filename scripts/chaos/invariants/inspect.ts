import { say } from "../../demo/say.ts";
import type { Stage } from "../traffic/stage.ts";
import { checkErasures } from "./check-erasures.ts";
import { checkEvents } from "./check-events.ts";
import { checkInstallation } from "./check-installation.ts";
import { checkReads, checkRows, findOwners } from "./check-isolation.ts";
import { checkMetafields } from "./check-metafields.ts";
import { checkRecords } from "./check-records.ts";
import { checkTags } from "./check-tags.ts";
import { readNames } from "./read-names.ts";
import { resumeClock, settle } from "./settle.ts";

/** What is wrong when everything has settled, and how much merchants have read meanwhile. */
export async function inspect(stage: Stage): Promise<{ violations: string[]; reads: number }> {
  const { world, ledger, sender, reader } = stage;
  const left = await settle(stage);
  if (left !== null) return { violations: [`Not settled: ${left}`], reads: 0 };
  const { database, door, fleet, shops } = world;
  const found = [...sender.refusals()];
  let reads = 0;
  if (fleet.crashes() > 0) found.push(`${fleet.crashes()} processes ended of themselves`);
  const rows = await readNames(database.pool);
  const owners = findOwners(shops, ledger);
  for (const [place, open] of shops.entries()) {
    const told = { place, open, ledger, book: ledger.of(place), door, rows };
    found.push(...(await checkEvents(database.pool, told)));
    found.push(...(await checkRecords(database.pool, told)));
    found.push(...(await checkTags(database.pool, told)));
    found.push(...(await checkMetafields(database.pool, told)));
    found.push(...(await checkInstallation(database.pool, open)));
    found.push(...(await checkErasures(database.pool, told)));
    const sightings = reader.take(open.domain);
    reads += sightings.reads;
    found.push(...checkReads(place, { domain: open.domain, sightings }, owners));
  }
  found.push(...checkRows(rows, shops, owners));
  for (const line of found) say(`  VIOLATION ${line}`);
  resumeClock(world);
  return { violations: found, reads };
}
