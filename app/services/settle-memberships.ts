import {
  applyMembershipChanges,
  loadMemberships,
  type MembershipChange,
} from "../db/memberships.ts";
import type { SegmentRow } from "../db/segments.ts";
import type { ShopRow } from "../db/shop.ts";
import { saveDesiredTags } from "../db/tag-states.ts";
import type { Queryable } from "../db/transaction.ts";
import { desiredTags } from "../pipeline/activate/tag-plan.ts";
import type { JudgedProfile } from "./judge-profiles.ts";

/** Applies what was judged to memberships and desired tags. Gives who entered and left which segment. */
export async function settleMemberships(
  db: Queryable,
  options: { shop: ShopRow; segments: SegmentRow[]; judgements: JudgedProfile[]; now: number },
): Promise<MembershipChange[]> {
  const { shop, segments, judgements, now } = options;
  const current = new Set(
    (
      await loadMemberships(
        db,
        shop.shopId,
        judgements.map(({ profile }) => profile.profileId),
      )
    ).map((row) => `${row.profileId}:${row.segmentId}`),
  );
  const changes: MembershipChange[] = [];
  for (const { profile, judgement } of judgements) {
    for (const segment of segments) {
      const verdict = judgement.memberships[segment.handle];
      const isMember = current.has(`${profile.profileId}:${segment.segmentId}`);
      if (!verdict || verdict.member === isMember) continue;
      changes.push({
        profileId: profile.profileId,
        customerId: profile.customerId,
        segmentId: segment.segmentId,
        entered: verdict.member,
        reason: verdict.reason(),
      });
    }
  }
  await applyMembershipChanges(db, shop.shopId, changes, now);
  await saveDesiredTags(
    db,
    shop.shopId,
    judgements.flatMap(({ profile, judgement }) =>
      profile.customerId === null
        ? []
        : [
            {
              customerId: profile.customerId,
              desired: desiredTags({
                memberships: judgement.memberships,
                segments,
                prefix: shop.tagPrefix,
              }),
            },
          ],
    ),
    now,
  );
  return changes;
}
