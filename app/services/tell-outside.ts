import { loadDesiredFields, saveDesiredFields } from "../db/metafield-states.ts";
import { loadMetafieldSetting } from "../db/metafield-settings.ts";
import type { MembershipChange } from "../db/memberships.ts";
import type { DueProfile } from "../db/due-profiles.ts";
import type { SegmentRow } from "../db/segments.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { describeFields, settleFields } from "../pipeline/activate/score-fields.ts";
import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";
import type { Judgement } from "../pipeline/segment/judge-profile.ts";
import { announceChanges } from "./announce-changes.ts";

/** What a scoring found, of all that is told outside besides tags. */
export interface Scoring {
  shop: ShopRow;
  judged: readonly { profile: DueProfile; judgement: Judgement }[];
  outlooks: ReadonlyMap<number, CustomerOutlook>;
  changes: readonly MembershipChange[];
  now: number;
}

/**
 * Sets what customers' metafields should say, and announces what changed, in the transaction of the scoring: a worker that dies leaves
 * both or neither.
 */
export async function tellOutside(
  db: Queryable,
  scoring: Scoring & { segments: readonly SegmentRow[] },
): Promise<void> {
  await announceChanges(db, scoring);
  const { shop, judged, outlooks, changes, now } = scoring;
  const { isOn } = await loadMetafieldSetting(db, shop.shopId);
  if (!isOn) return;
  const customers = judged.flatMap(({ profile, judgement }) =>
    profile.customerId === null ? [] : [{ ...profile, customerId: profile.customerId, judgement }],
  );
  const ids = customers.map(({ customerId }) => customerId);
  const standing = await loadDesiredFields(db, shop.shopId, ids);
  const moved = new Set(changes.map(({ profileId }) => profileId));
  const rows = customers.map(({ customerId, profileId, judgement }) => ({
    customerId,
    desired: settleFields({
      before: standing.get(customerId) ?? {},
      fresh: describeFields({
        judgement,
        outlook: outlooks.get(profileId) ?? null,
        currency: shop.currency,
      }),
      isMember: moved.has(profileId) ? "changed" : "as-before",
    }),
  }));
  await saveDesiredFields(db, shop.shopId, rows, now);
}
