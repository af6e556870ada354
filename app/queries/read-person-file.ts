import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** Everything that is kept about one person, table by table, as readable JSON. What arrived is read by itself, as it is long. */
export interface PersonFile {
  about: { customerId: string; shop: string; madeAt: string; note: string };
  /** Rows as they are kept, without the shop's number; instants in ISO 8601. */
  tables: Record<string, unknown[]>;
}

const NOTE =
  "Kindling keeps no names, addresses, emails or phone numbers. Scores are in millionths of a point, money in minor units, days are counted from 1970-01-01. The messages at the end are those from which all of this was made, as they arrived, as far as they are still kept.";

/** Rows that hang on the ids of the person. */
const BY_IDENTITY = ["fact", "signal_slot"] as const;
const BY_PROFILE = [
  "profile",
  "score_history",
  "segment_membership",
  "rfm_change",
  "identity",
] as const;
const BY_CUSTOMER = [
  "customer",
  "customer_consent",
  "customer_exclusion",
  "customer_tag",
  "customer_order",
  "membership_change",
  "tag_state",
  "tag_write",
  "metafield_state",
  "announcement",
  "privacy_request",
] as const;

const IDENTITIES = "SELECT identity_id FROM identity WHERE shop_id = $1 AND profile_id = $2";
const CUSTOMERS =
  "SELECT key FROM identity WHERE shop_id = $1 AND profile_id = $2 AND kind = 'customer'";
const ORDERS = `SELECT order_id FROM customer_order WHERE shop_id = $1 AND customer_id IN (${CUSTOMERS})`;

/** @returns null when the shop has no such customer */
export async function readPersonFile(
  { shopId, customerId, now }: { shopId: number; customerId: string; now: Instant },
  db: Queryable = getPool(),
): Promise<PersonFile | null> {
  const { rows } = await db.query<{ profileId: number; domain: string }>(
    `SELECT profile_id AS "profileId", domain FROM profile JOIN shop USING (shop_id)
     WHERE shop_id = $1 AND customer_id = $2`,
    [shopId, customerId],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const tables: PersonFile["tables"] = {};
  const read = async (table: string, where: string): Promise<void> => {
    const { rows: kept } = await db.query<{ row: unknown }>(
      `SELECT to_jsonb(kept) - 'shop_id' AS row FROM ${table} AS kept WHERE kept.shop_id = $1 AND ${where}`,
      [shopId, found.profileId],
    );
    tables[table] = kept.map(({ row }) => row);
  };
  for (const table of BY_PROFILE) await read(table, "profile_id = $2");
  for (const table of BY_IDENTITY) await read(table, `identity_id IN (${IDENTITIES})`);
  for (const table of ["identity_edge", "profile_merge"]) {
    await read(table, `(from_id IN (${IDENTITIES}) OR to_id IN (${IDENTITIES}))`);
  }
  for (const table of BY_CUSTOMER) await read(table, `customer_id IN (${CUSTOMERS})`);
  for (const table of ["order_line", "refund"]) await read(table, `order_id IN (${ORDERS})`);
  const madeAt = new Date(now).toISOString();
  return { about: { customerId, shop: found.domain, madeAt, note: NOTE }, tables };
}
