import { clearProfiles } from "../db/exclusions.ts";
import { applyMembershipChanges, loadMemberships } from "../db/memberships.ts";
import { loadMetafieldSetting } from "../db/metafield-settings.ts";
import { saveDesiredFields } from "../db/metafield-states.ts";
import type { DueProfile } from "../db/due-profiles.ts";
import { saveDesiredTags } from "../db/tag-states.ts";
import type { Queryable } from "../db/transaction.ts";
import { keepReason } from "../pipeline/segment/keep-reason.ts";

/** Stands in the history of segments. */
const REASON = keepReason([{ kind: "left-out" }]);

/**
 * In place of scoring, for profiles of customers whom the merchant has left out: no score, no prediction, no segment, and
 * every tag and field of ours is to go from Shopify. The caller holds the profiles' locks.
 */
export async function leaveOut(
  db: Queryable,
  shopId: number,
  { profiles, now }: { profiles: readonly DueProfile[]; now: number },
): Promise<void> {
  if (profiles.length === 0) return;
  const profileIds = profiles.map(({ profileId }) => profileId);
  const customerOf = new Map(profiles.map(({ profileId, customerId }) => [profileId, customerId]));
  const memberships = await loadMemberships(db, shopId, profileIds);
  const exits = memberships.map(({ profileId, segmentId }) => ({
    ...{ profileId, segmentId, customerId: customerOf.get(profileId) ?? null },
    ...{ entered: false, reason: REASON },
  }));
  await applyMembershipChanges(db, shopId, exits, now);
  await clearProfiles(db, shopId, { profileIds, now });
  const customerIds = profiles.flatMap(({ customerId }) => customerId ?? []);
  const noTags = customerIds.map((customerId) => ({ customerId, desired: [] }));
  await saveDesiredTags(db, shopId, noTags, now);
  if (!(await loadMetafieldSetting(db, shopId)).isOn) return;
  const noFields = customerIds.map((customerId) => ({ customerId, desired: {} }));
  await saveDesiredFields(db, shopId, noFields, now);
}
