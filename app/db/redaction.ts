import { slicesOf } from "../pipeline/shared/slices-of.ts";
import { dayOf, type Instant } from "../pipeline/shared/time.ts";
import { markBenchmarksStale, overtakeHistory } from "./benchmarks.ts";
import { countErased, type Erased } from "./count-erased.ts";
import { DERIVED_TABLES } from "./derived-rows.ts";
import { eraseMessages, NOTHING_SEEN, type SeenMessages } from "./erase-messages.ts";
import { rememberErased } from "./erased-digests.ts";
import { lockShop } from "./locks.ts";
import { findEarliestOrders } from "./orders.ts";
import {
  findIdentitiesOf,
  findIdsOf,
  keysOf,
  type IdentityOfProfile,
  type PersonIds,
} from "./person-ids.ts";
import { forgetPersonInRequests, type ErasedRows } from "./privacy-requests.ts";
import type { Queryable } from "./transaction.ts";

/** Tables that hold rows of a shop; the shop itself goes last. */
export const SHOP_TABLES = [
  "activity",
  "retention",
  "deletion",
  "privacy_request",
  "erased_digest",
  // Before its log: a write that is being noted finds no state, and then logs nothing.
  "tag_state",
  "tag_write",
  "metafield_state",
  "metafield_setting",
  "announcement",
  "flow_trigger_use",
  "klaviyo_key",
  "shop_sum",
  "segment_sum",
  "segment_day",
  "membership_change",
  "segment_membership",
  "segment_candidate",
  "segment_build",
  "segment_version",
  "segment",
  "rfm_change",
  "insight",
  "funnel_day",
  "shop_norm",
  "benchmark",
  "benchmark_day",
  "scoring_model",
  "prediction_fit",
  "backfill",
  "reconciliation",
  "intake_minute",
  "write_key",
  "klaviyo_connection",
  "score_history",
  "profile",
  "profile_merge",
  "price_change",
  "variant",
  "product",
  "product_collection",
  "collection",
  "customer_tag",
  "watched_tag",
  "customer_consent",
  "customer_exclusion",
  "refund",
  "order_line",
  "customer_order",
  "customer",
  "fact",
  "signal_slot",
  "identity_edge",
  "identity",
  "dedupe",
  "raw_event",
  "tag_turn",
  "tag_load",
  "shop_change",
  "due_range",
  "shop_work",
  "shop",
] as const;

/**
 * @param kept tables whose rows stay
 * @returns rows by table
 */
export async function eraseShop(
  db: Queryable,
  shopId: number,
  kept: readonly string[] = [],
): Promise<ErasedRows> {
  await lockShop(db, "segments", shopId);
  await lockProfiles(db, shopId, null);
  // Waits for a fit that is being kept: its row is then seen, and erased.
  await db.query("SELECT 1 FROM shop WHERE shop_id = $1 FOR UPDATE", [shopId]);
  const erased = countErased(db);
  for (const table of SHOP_TABLES) {
    if (!kept.includes(table)) await erased.remove(table, [shopId]);
  }
  return erased.rows;
}

/**
 * Waits for whoever scores these profiles: what a scorer wrote is seen, and so erased, only by a
 * statement that begins after its commit.
 */
async function lockProfiles(
  db: Queryable,
  shopId: number,
  profileIds: number[] | null,
): Promise<void> {
  await db.query(
    `SELECT FROM profile WHERE shop_id = $1 AND ($2::bigint[] IS NULL OR profile_id = ANY($2::bigint[]))
     ORDER BY profile_id FOR UPDATE`,
    [shopId, profileIds],
  );
}

interface Whom {
  /** null: a guest, or a visitor. */
  customerId: string | null;
  orderIds: string[];
  now: Instant;
  /** Where they were seen. Default: nowhere yet. */
  seen?: SeenMessages;
}

/**
 * Erases one customer: their profile, all its identities and what hangs on them, their orders and
 * those named besides (a guest's, whom no customer names), and every raw event and dedupe key that
 * names any of these. Customers whom Shopify merged into this one are erased with it. Requests that are open
 * about them lose their names, and are done where nobody is left.
 * @returns rows by table
 */
export async function eraseCustomer(
  db: Queryable,
  shopId: number,
  whom: Whom,
): Promise<ErasedRows> {
  // Waits for whoever judges profiles for a build: what is found of this customer is seen, and erased.
  await lockShop(db, "segments", shopId);
  return erasePerson(db, shopId, whom, await findIdentitiesOf(db, shopId, whom));
}

/** Erases whoever has these identities, as `eraseCustomer` does. The caller holds the lock on the shop's segments. */
export async function erasePerson(
  db: Queryable,
  shopId: number,
  whom: Whom,
  identities: readonly IdentityOfProfile[],
): Promise<ErasedRows> {
  const { customerId, seen = NOTHING_SEEN } = whom;
  // Before any profile is locked, as by everybody who locks both. Somebody unknown stands in no history.
  if (identities.length > 0) await overtakeHistory(db, shopId);
  const identityIds = identities.map((row) => row.identityId);
  const profileIds = [...new Set(identities.map((row) => row.profileId))];
  const person = await findIdsOf(db, shopId, { customerId, orderIds: whom.orderIds, identities });
  const { customerIds } = person;
  await markBenchmarksWithout(db, shopId, customerIds);
  await lockProfiles(db, shopId, profileIds);
  const erased = countErased(db);
  const orderIds = await eraseAllMessages(erased, shopId, { person, seen });
  await eraseDedupeKeys(erased, shopId, [
    ...customerIds.flatMap((id) => [
      `customers:${id}:`,
      `customer:${id}:`,
      `customer_addresses:${id}:`,
    ]),
    ...orderIds.map((orderId) => `orders:${orderId}:`),
  ]);
  for (const table of ["refund", "order_line", "customer_order"]) {
    await erased.remove(table, [shopId, orderIds], "AND order_id = ANY($2::text[])");
  }
  for (const table of [
    "customer",
    "customer_consent",
    "customer_exclusion",
    "customer_tag",
    "tag_state",
    "tag_write",
    "metafield_state",
    "announcement",
    "membership_change",
  ]) {
    await erased.remove(table, [shopId, customerIds], "AND customer_id = ANY($2::text[])");
  }
  await eraseOfIdentities(erased, shopId, identityIds);
  for (const table of [
    "identity",
    ...DERIVED_TABLES,
    "membership_change",
    "rfm_change",
    "profile",
  ]) {
    await erased.remove(table, [shopId, profileIds], "AND profile_id = ANY($2::bigint[])");
  }
  const clientIds = keysOf(identities, "client");
  await forgetPersonInRequests(db, shopId, { customerIds, orderIds, clientIds, now: whom.now });
  const isKnown = Object.keys(erased.rows).length > 0;
  if (isKnown) await rememberErased(db, shopId, { customerIds, orderIds, now: whom.now });
  return erased.rows;
}

/**
 * An order that waits to be taken in, or that cannot be, is known by its message alone: its refunds are looked for once it
 * is known.
 * @returns all orders of the person
 */
async function eraseAllMessages(
  erased: Erased,
  shopId: number,
  { person, seen }: { person: PersonIds; seen: SeenMessages },
): Promise<string[]> {
  const orderIds = new Set(person.orderIds);
  for (let known = -1; known < orderIds.size;) {
    known = orderIds.size;
    const of = { person: { ...person, orderIds: [...orderIds] }, seen };
    for (const id of await eraseMessages(erased, shopId, of)) orderIds.add(id);
  }
  return [...orderIds];
}

/** Erases what hangs on identities themselves, whoever's they are: what they told, and what joins them with others. */
export async function eraseOfIdentities(
  erased: Erased,
  shopId: number,
  identityIds: number[],
): Promise<void> {
  for (const table of ["fact", "signal_slot"]) {
    await erased.remove(table, [shopId, identityIds], "AND identity_id = ANY($2::bigint[])");
  }
  for (const table of ["identity_edge", "profile_merge"]) {
    await erased.remove(
      table,
      [shopId, identityIds],
      "AND (from_id = ANY($2::bigint[]) OR to_id = ANY($2::bigint[]))",
    );
  }
}

/** The others are compared with a shop in which these customers never bought. Before any profile is locked, as always. */
async function markBenchmarksWithout(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<void> {
  const earliest = [...(await findEarliestOrders(db, shopId, customerIds)).values()];
  if (earliest.length === 0) return;
  await markBenchmarksStale(db, shopId, dayOf(Math.min(...earliest)) + 1);
}

/** Prefixes of keys that are looked for in one statement: each is a look into the index to be planned. */
const PREFIXES_AT_ONCE = 200;

/**
 * Keys of backfilled records; a webhook's key is a number that Shopify made up. Each prefix is a value of its own: for a list
 * of them all keys of the shop would be read, since a range of the index is made of a single one only.
 */
async function eraseDedupeKeys(erased: Erased, shopId: number, prefixes: string[]): Promise<void> {
  for (const some of slicesOf(prefixes, PREFIXES_AT_ONCE)) {
    const isOne = some.map((_, index) => `starts_with(key, $${index + 2})`).join(" OR ");
    await erased.remove("dedupe", [shopId, ...some], `AND source = 'backfill' AND (${isOne})`);
  }
}
