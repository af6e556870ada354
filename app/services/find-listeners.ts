import type { AnnouncementTarget } from "../db/announcements.ts";
import { loadKlaviyoKey } from "../db/klaviyo-keys.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Announcement } from "../pipeline/activate/announcements.ts";
import { usedTriggers } from "./used-triggers.ts";

export type Kind = Announcement["kind"];

const NONE: ReadonlySet<Kind> = new Set();
const MEMBERSHIPS: ReadonlySet<Kind> = new Set(["entered", "left"]);

/** Who is told what: Flow the triggers that an enabled workflow uses, Klaviyo memberships where a key is kept. */
export async function findListeners(
  db: Queryable,
  shopId: number,
): Promise<Record<AnnouncementTarget, ReadonlySet<Kind>>> {
  return {
    flow: await usedTriggers(db, shopId),
    klaviyo: (await loadKlaviyoKey(db, shopId)) === null ? NONE : MEMBERSHIPS,
  };
}
