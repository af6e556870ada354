import type { Queryable } from "./transaction.ts";

/** Tables that hold rows of a shop; the shop itself goes last. */
const SHOP_TABLES = [
  "tag_write",
  "tag_state",
  "membership_change",
  "segment_membership",
  "segment",
  "benchmark",
  "backfill",
  "profile",
  "product",
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
  for (const table of SHOP_TABLES)
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
}

/** Erases one customer: their profile, all its identities and what hangs on them, their orders and their raw events. */
export async function eraseCustomer(
  db: Queryable,
  shopId: number,
  customerId: string,
): Promise<void> {
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
  const gid = `gid://shopify/Customer/${customerId}`;
  await db.query(
    `DELETE FROM raw_event WHERE shop_id = $1
       AND jsonb_path_exists(wire, '$.** ? (@ == $id || @ == $gid)', jsonb_build_object('id', $2::text, 'gid', $3::text))`,
    [shopId, customerId, gid],
  );
  for (const { kind, key } of rows.filter((row) => row.kind !== "customer")) {
    await db.query(
      `DELETE FROM raw_event WHERE shop_id = $1
         AND jsonb_path_exists(wire, '$.** ? (@ == $key)', jsonb_build_object('key', $2::text))`,
      [shopId, key],
    );
    await db.query(
      "DELETE FROM dedupe WHERE shop_id = $1 AND source = 'fact' AND starts_with(key, $2)",
      [shopId, `${kind}:${key}:`],
    );
  }
  await db.query(
    `DELETE FROM refund WHERE shop_id = $1
       AND order_id IN (SELECT order_id FROM customer_order WHERE shop_id = $1 AND customer_id = $2)`,
    [shopId, customerId],
  );
  for (const table of [
    "customer_order",
    "customer",
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
