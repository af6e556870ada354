import { addAnnouncements, TARGETS, type NewAnnouncement } from "../db/announcements.ts";
import type { SegmentRow } from "../db/segments.ts";
import type { Queryable } from "../db/transaction.ts";
import { findCrossings } from "../pipeline/activate/announcements.ts";
import { unpackLevels } from "../pipeline/activate/score-levels.ts";
import { findListeners } from "./find-listeners.ts";
import type { Scoring } from "./tell-outside.ts";

/**
 * Puts what a scoring changed into the outbox of those who asked for it: of Flow the triggers that an enabled
 * workflow uses, of Klaviyo memberships where a key is kept. What nobody asks for is not kept, so that who asks later is not told the past.
 */
export async function announceChanges(
  db: Queryable,
  scoring: Scoring & { segments: readonly SegmentRow[] },
): Promise<void> {
  const { shop, now } = scoring;
  const listeners = await findListeners(db, shop.shopId);
  if (TARGETS.every((target) => listeners[target].size === 0)) return;
  const found = [...membershipChanges(scoring), ...crossings(scoring)];
  const rows = TARGETS.flatMap((target) =>
    found
      .filter(({ announcement }) => listeners[target].has(announcement.kind))
      .map((change) => ({ ...change, target })),
  );
  await addAnnouncements(db, shop.shopId, rows, now);
}

type Found = Omit<NewAnnouncement, "target">;

function membershipChanges({
  changes,
  segments,
}: Scoring & { segments: readonly SegmentRow[] }): Found[] {
  const byId = new Map(segments.map((segment) => [segment.segmentId, segment]));
  return changes.flatMap(({ profileId, customerId, segmentId, entered, reason }) => {
    const segment = byId.get(segmentId);
    if (customerId === null || segment === undefined) return [];
    const { handle, name } = segment;
    const kind = entered ? "entered" : "left";
    return [{ profileId, customerId, announcement: { kind, segment: { handle, name }, reason } }];
  });
}

function crossings({ judged }: Scoring): Found[] {
  return judged.flatMap(({ profile, judgement }) => {
    const { profileId, customerId, levels, before } = profile;
    if (customerId === null) return [];
    return findCrossings({
      levels: readLevels(levels),
      before,
      after: judgement.scores.ledger,
    }).map((announcement) => ({
      profileId,
      customerId,
      announcement,
    }));
  });
}

const readLevels = (packed: number | null) => (packed === null ? null : unpackLevels(packed));
