import { loadFlowUses } from "../db/flow-uses.ts";
import type { Queryable } from "../db/transaction.ts";
import { kindOfTrigger, type Announcement } from "../pipeline/activate/announcements.ts";

type Kind = Announcement["kind"];

/** Flow may name a trigger as we do not know it: where such a one is used, all are sent. */
export async function usedTriggers(db: Queryable, shopId: number): Promise<ReadonlySet<Kind>> {
  const used = (await loadFlowUses(db, shopId)).filter(({ isUsed }) => isUsed);
  const kinds = used.map(({ definitionId }) => kindOfTrigger(definitionId));
  return new Set(kinds.flatMap((kind): Kind[] => (kind === null ? ALL : [kind])));
}

const ALL: Kind[] = ["entered", "left", "crossed"];
