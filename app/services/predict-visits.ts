import type { Queryable } from "../db/transaction.ts";
import { loadVisitorFacts } from "../db/visits.ts";
import { VISITOR_DEEDS } from "../pipeline/predict/visitors/visitor-deeds.ts";
import { tellVisits, type VisitOutlook } from "../pipeline/predict/visits/visit-outlook.ts";
import {
  MOST_FACTS,
  VISITOR_MEMORY_MS,
  type VisitsModel,
} from "../pipeline/predict/visits/visits-model.ts";
import type { SlotRow } from "../pipeline/shared/records.ts";

/** Somebody whose visits may be known. */
export interface SeenProfile {
  profileId: number;
  rows: readonly SlotRow[];
  lastSeenAt: number | null;
}

/** How likely those of some profiles that were seen lately are to buy soon, by their facts up to `now`. */
export async function predictVisits(
  db: Queryable,
  told: { shopId: number; profiles: readonly SeenProfile[]; model: VisitsModel; now: number },
): Promise<Map<number, VisitOutlook>> {
  const { shopId, model, now } = told;
  const profiles = told.profiles.filter(
    ({ lastSeenAt }) => lastSeenAt !== null && now - lastSeenAt <= VISITOR_MEMORY_MS,
  );
  const facts = await loadVisitorFacts(db, shopId, {
    profileIds: profiles.map(({ profileId }) => profileId),
    signals: VISITOR_DEEDS,
    from: model.from,
    until: now + 1,
    most: MOST_FACTS,
  });
  const people = profiles.map(({ profileId, rows }) => ({
    facts: facts.get(profileId) ?? [],
    // Not by the customer's orders alone: a guest's hangs on no customer.
    hasOrdered: rows.some(({ signal }) => signal === "order_placed"),
  }));
  const outlooks = tellVisits(model, people, now);
  return new Map(
    profiles.flatMap(({ profileId }, place): [number, VisitOutlook][] => {
      const outlook = outlooks[place] ?? null;
      return outlook === null ? [] : [[profileId, outlook]];
    }),
  );
}
