import { loadAboutRows } from "../db/about-rows.ts";
import { loadCatalogProducts, type CatalogRow } from "../db/catalog-products.ts";
import { loadConsents } from "../db/consents.ts";
import { loadCustomerTags } from "../db/customer-tags.ts";
import { loadDetailedOrders, type DetailedOrder } from "../db/order-details.ts";
import { loadOrders } from "../db/orders.ts";
import { loadRollUp } from "../db/roll-up.ts";
import type { Queryable } from "../db/transaction.ts";
import { mergeRows } from "../pipeline/score/merge-rows.ts";
import type { Requirements } from "../pipeline/segment/requirements.ts";
import { personOf, type AboutRow, type PersonFacts } from "../pipeline/segment/situation.ts";
import type { ProfileFacts, SlotRow } from "../pipeline/shared/records.ts";
import { valueLooks } from "./value-looks.ts";

export interface LoadedProfile {
  /** The rows merged, once for all that is computed of them. */
  facts: ProfileFacts;
  /** From the roll-up, as the scores: it follows identities that move from one profile to another. */
  lastSeenAt: number | null;
  /** With what was in them; null where nobody asked for it. */
  detailedOrders: readonly DetailedOrder[] | null;
  /** Without outlook and memberships, which who asks has from elsewhere. */
  person: PersonFacts;
}

export interface LoadedProfiles {
  /** @throws RangeError for a profile that was not asked for */
  of(profileId: number): LoadedProfile;
  /** By product: those that these profiles looked at or ordered. */
  catalog: Map<string, CatalogRow>;
}

/** All that some profiles are judged by, a query for each kind of thing, and only the kinds that are asked for. */
export async function loadProfileFacts(
  db: Queryable,
  shopId: number,
  asked: {
    profiles: readonly { profileId: number; customerId: string | null }[];
    requirements: Requirements;
    now: number;
  },
): Promise<LoadedProfiles> {
  const { requirements, now } = asked;
  const profileIds = asked.profiles.map((profile) => profile.profileId);
  const customerIds = asked.profiles.flatMap(({ customerId }) => customerId ?? []);
  const rollUp = await loadRollUp(db, shopId, profileIds);
  const detailed = requirements.orderDetails
    ? await loadDetailedOrders(db, shopId, profileIds)
    : null;
  const orders = detailed ?? (await loadOrders(db, shopId, profileIds));
  const told = await loadAboutRows(db, shopId, {
    profileIds,
    signals: [...requirements.looks.keys()],
    each: [...requirements.priced],
    since: farthest(requirements.looks.values(), now),
  });
  const looks = await valueLooks(db, shopId, told);
  const consents = await loadConsents(db, shopId, requirements.consents ? customerIds : []);
  const { tags } = requirements;
  const tagsOf = await loadCustomerTags(db, shopId, { customerIds, tags });
  const profiles = new Map<number, LoadedProfile>();
  for (const { profileId, customerId } of asked.profiles) {
    const consent = customerId === null ? undefined : consents.get(customerId);
    const rows = mergeRows(rollUp.get(profileId) ?? []);
    profiles.set(profileId, {
      facts: { rows, orders: orders.get(profileId) ?? [] },
      lastSeenAt: lastOf(rows),
      detailedOrders: detailed === null ? null : (detailed.get(profileId) ?? []),
      person: personOf({
        customerId,
        looks: looks.get(profileId) ?? [],
        orderDetails: new Map(detailed?.get(profileId)?.map((order) => [order.orderId, order])),
        consents: { email: consent?.email ?? null, sms: consent?.sms ?? null },
        tags: (customerId === null ? undefined : tagsOf.get(customerId)) ?? [],
      }),
    });
  }
  const productIds = requirements.catalog ? productsOf(looks.values(), detailed?.values()) : [];
  return {
    of(profileId) {
      const loaded = profiles.get(profileId);
      if (loaded === undefined) throw new RangeError(`Profile ${profileId} was not loaded`);
      return loaded;
    },
    catalog: await loadCatalogProducts(db, shopId, productIds),
  };
}

const lastOf = (rows: readonly SlotRow[]): number | null =>
  rows.reduce<number | null>((latest, { lastAt }) => Math.max(latest ?? lastAt, lastAt), null);

/** The instant from which on looks are read; null where one of the signals is asked for of all time. */
function farthest(reaches: Iterable<number | null>, now: number): number | null {
  let reach = 0;
  for (const ms of reaches) {
    if (ms === null) return null;
    reach = Math.max(reach, ms);
  }
  return now - reach;
}

const PRODUCT = "product:";

function productsOf(looks: Iterable<AboutRow[]>, orders: Iterable<DetailedOrder[]> = []): string[] {
  const ids = new Set<string>();
  for (const rows of looks) {
    for (const { about } of rows) {
      if (about.startsWith(PRODUCT)) ids.add(about.slice(PRODUCT.length));
    }
  }
  for (const list of orders) {
    for (const { productIds } of list) for (const id of productIds) ids.add(id);
  }
  return [...ids];
}
