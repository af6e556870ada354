import { addFacts, loadFacts, recountSlots, replaceFacts } from "../db/facts.ts";
import type { FactRow } from "../db/facts.ts";
import { addToRollUp } from "../db/roll-up.ts";
import type { Queryable } from "../db/transaction.ts";
import { bestTellings, compareTellings } from "../pipeline/normalize/facts.ts";
import { foldEvents } from "../pipeline/normalize/fold.ts";
import { identityKey } from "../pipeline/normalize/identity.ts";
import type { BehavioralEvent } from "../pipeline/shared/records.ts";
import { slotOf } from "../pipeline/shared/time.ts";
import { noteSince, type Since } from "./since.ts";

/**
 * Counts what is new in the roll-up. A fact that is known is not counted again; where this telling is the
 * better one, the fact becomes what it says, and the rows that it left and came to are counted again.
 * The caller holds the shop's ingest lock.
 * @param told.identityIds by identity key, of every subject
 * @returns the identities whose rows are others now, those from which facts moved away included, and since when
 */
export async function countFacts(
  db: Queryable,
  shopId: number,
  told: { events: BehavioralEvent[]; identityIds: ReadonlyMap<string, number> },
): Promise<Since> {
  const best = [...bestTellings(told.events).values()].flatMap((event): FactRow[] => {
    const identityId = told.identityIds.get(identityKey(event.subject));
    return identityId === undefined ? [] : [{ ...event, identityId }];
  });
  const known = await loadFacts(
    db,
    shopId,
    best.map((fact) => fact.key),
  );
  const fresh = best.filter((fact) => !known.has(fact.key));
  const better = best.filter((fact) => {
    const before = known.get(fact.key);
    return before !== undefined && compareTellings(fact, before) < 0;
  });
  await addFacts(db, shopId, fresh);
  await replaceFacts(db, shopId, better);
  const rows = [...foldEvents(fresh)].flatMap(([key, slots]) => {
    const identityId = told.identityIds.get(key);
    return identityId === undefined ? [] : slots.map((slot) => ({ ...slot, identityId }));
  });
  await addToRollUp(db, shopId, rows);
  const moved = better.flatMap((fact) => [fact, known.get(fact.key) ?? fact]);
  await recountSlots(
    db,
    shopId,
    moved.map((fact) => ({ ...fact, slot: slotOf(fact.occurredAt) })),
  );
  const since: Since = new Map();
  for (const fact of [...fresh, ...moved]) noteSince(since, fact.identityId, fact.occurredAt);
  return since;
}
