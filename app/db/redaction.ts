import type { Queryable } from "./transaction.ts";

/** Tables that hold rows of a shop; the shop itself goes last. */
const SHOP_TABLES = [
  // Before its log: a write that is being noted finds no state, and then logs nothing.
  "tag_state",
  "tag_write",
  "membership_change",
  "segment_membership",
  "segment",
  "benchmark",
  "backfill",
  "reconciliation",
  "write_key",
  "klaviyo_connection",
  "profile",
  "price_change",
  "variant",
  "product",
  "collection",
  "customer_consent",
  "refund",
  "customer_order",
  "customer",
  "signal_slot",
  "identity_edge",
  "identity",
  "dedupe",
  "raw_event",
  "shop_work",
  "shop",
] as const;

export async function eraseShop(db: Queryable, shopId: number): Promise<void> {
  await lockProfiles(db, shopId, null);
  for (const table of SHOP_TABLES)
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
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

/**
 * Erases one customer: their profile, all its identities and what hangs on them, their orders and
 * those named besides (a guest's, whom no customer names), and every raw event and dedupe key that
 * names any of these.
 */
export async function eraseCustomer(
  db: Queryable,
  shopId: number,
  whom: { customerId: string | null; orderIds: string[] },
): Promise<void> {
  const { customerId } = whom;
  const { rows } = await db.query<{
    identityId: number;
    kind: string;
    key: string;
    profileId: number;
  }>(
    `SELECT identity_id AS "identityId", kind, key, profile_id AS "profileId" FROM identity WHERE shop_id = $1
       AND profile_id IN (SELECT profile_id FROM identity WHERE shop_id = $1 AND kind = 'customer' AND key = $2)`,
    [shopId, customerId],
  );
  const identityIds = rows.map((row) => row.identityId);
  const profileIds = [...new Set(rows.map((row) => row.profileId))];
  await lockProfiles(db, shopId, profileIds);
  const { rows: orders } = await db.query<{ orderId: string }>(
    `SELECT order_id AS "orderId" FROM customer_order WHERE shop_id = $1 AND customer_id = $2`,
    [shopId, customerId],
  );
  const orderIds = [...new Set([...whom.orderIds, ...orders.map(({ orderId }) => orderId)])];
  const others = rows.filter((row) => row.kind !== "customer");
  await eraseRawEvents(db, shopId, {
    names: [
      ...(customerId === null ? [] : [customerId, `gid://shopify/Customer/${customerId}`]),
      ...others.map(({ key }) => key),
    ],
    orderIds,
  });
  await eraseDedupeKeys(db, shopId, [
    ...(customerId === null ? [] : [`customers:${customerId}:`, `customer:${customerId}:`]),
    ...orderIds.flatMap((orderId) => [`order:${orderId}:`, `orders:${orderId}:`]),
    ...others.map(({ kind, key }) => `${kind}:${key}:`),
  ]);
  for (const table of ["refund", "customer_order"]) {
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND order_id = ANY($2::text[])`, [
      shopId,
      orderIds,
    ]);
  }
  for (const table of [
    "customer",
    "customer_consent",
    "tag_state",
    "tag_write",
    "membership_change",
  ]) {
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND customer_id = $2`, [
      shopId,
      customerId,
    ]);
  }
  await db.query("DELETE FROM signal_slot WHERE shop_id = $1 AND identity_id = ANY($2::bigint[])", [
    shopId,
    identityIds,
  ]);
  await db.query(
    `DELETE FROM identity_edge WHERE shop_id = $1 AND (from_id = ANY($2::bigint[]) OR to_id = ANY($2::bigint[]))`,
    [shopId, identityIds],
  );
  for (const table of ["identity", "segment_membership", "membership_change", "profile"]) {
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])`, [
      shopId,
      profileIds,
    ]);
  }
}

/** Raw events that hold one of the names anywhere, and tellings of the orders and their refunds. */
async function eraseRawEvents(
  db: Queryable,
  shopId: number,
  told: { names: string[]; orderIds: string[] },
): Promise<void> {
  await db.query(
    `DELETE FROM raw_event WHERE shop_id = $1
       AND (jsonb_path_exists(wire, '$.** ? (@ == $names[*])', jsonb_build_object('names', $2::text[]))
         OR topic LIKE 'refunds/%' AND wire->>'order_id' = ANY($3::text[])
         OR topic LIKE 'orders%' AND wire->>'id' = ANY($3::text[]))`,
    [shopId, told.names, told.orderIds],
  );
}

/** Keys of facts and of backfilled records; a webhook's key is a number that Shopify made up. */
async function eraseDedupeKeys(db: Queryable, shopId: number, prefixes: string[]): Promise<void> {
  for (const prefix of prefixes) {
    await db.query(
      `DELETE FROM dedupe WHERE shop_id = $1 AND source IN ('fact', 'backfill') AND starts_with(key, $2)`,
      [shopId, prefix],
    );
  }
}
