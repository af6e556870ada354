import { applyMembershipChanges, type MembershipChange } from "../db/memberships.ts";
import { replaceCandidates } from "../db/segment-builds.ts";
import type { ShopRow } from "../db/shop.ts";
import { saveDesiredTags } from "../db/tag-states.ts";
import type { Queryable } from "../db/transaction.ts";
import { desiredTags } from "../pipeline/activate/tag-plan.ts";
import { keepReason } from "../pipeline/segment/keep-reason.ts";
import { findCandidates } from "./find-candidates.ts";
import type { JudgedProfile } from "./judge-profiles.ts";
import type { ShopSegments } from "./shop-segments.ts";

/**
 * Applies what was judged to memberships and desired tags, and to what is being built. Gives who entered and left
 * which segment.
 */
export async function settleMemberships(
  db: Queryable,
  options: { shop: ShopRow; segments: ShopSegments; judgements: JudgedProfile[]; now: number },
): Promise<MembershipChange[]> {
  const { shop, judgements, now } = options;
  const { inForce, build } = options.segments;
  const changes: MembershipChange[] = [];
  for (const { profile, judgement } of judgements) {
    for (const { handle, segmentId } of inForce) {
      const settled = judgement.memberships[handle];
      if (settled === undefined || !settled.changed) continue;
      const { profileId, customerId } = profile;
      const { member: entered } = settled;
      changes.push({
        profileId,
        customerId,
        segmentId,
        entered,
        reason: keepReason(settled.reason()),
      });
    }
  }
  await applyMembershipChanges(db, shop.shopId, changes, now);
  await saveDesiredTags(
    db,
    shop.shopId,
    judgements.flatMap(({ profile: { customerId }, judgement: { memberships } }) =>
      customerId === null
        ? []
        : [
            {
              customerId,
              desired: desiredTags({ memberships, segments: inForce, prefix: shop.tagPrefix }),
            },
          ],
    ),
    now,
  );
  if (build !== null) {
    const judged = judgements.filter(({ coming }) => coming !== null);
    await replaceCandidates(db, shop.shopId, {
      profileIds: judged.map(({ profile }) => profile.profileId),
      candidates: judged.flatMap(({ profile, judgement, coming }) =>
        findCandidates({
          profileId: profile.profileId,
          segments: build.segments,
          current: judgement.memberships,
          coming: coming ?? {},
        }),
      ),
    });
  }
  return changes;
}
