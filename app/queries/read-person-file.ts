import { findPerson, type NamedPerson } from "../db/find-person.ts";
import { getPool } from "../db/pool.server.ts";
import { findShopById } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** Everything that is kept about one person, table by table, as readable JSON. What arrived is read by itself, as it is long. */
export interface PersonFile {
  about: NamedPerson & { shop: string; madeAt: string; note: string };
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
  "membership_change",
  "tag_state",
  "tag_write",
  "metafield_state",
  "announcement",
  "privacy_request",
] as const;

const BY_ORDER = ["customer_order", "order_line", "refund"] as const;

/** @returns null where nothing is kept of them */
export async function readPersonFile(
  { shopId, named, now }: { shopId: number; named: NamedPerson; now: Instant },
  db: Queryable = getPool(),
): Promise<PersonFile | null> {
  const { identities, customerIds, orderIds, isKnown } = await findPerson(db, shopId, named);
  const shop = await findShopById(db, shopId);
  if (!isKnown || shop === null) return null;
  const tables: PersonFile["tables"] = {};
  const read = async (table: string, where: string, ids: readonly unknown[]): Promise<void> => {
    const { rows } = await db.query<{ row: unknown }>(
      `SELECT to_jsonb(kept) - 'shop_id' AS row FROM ${table} AS kept WHERE kept.shop_id = $1 AND ${where}`,
      [shopId, ids],
    );
    tables[table] = [...(tables[table] ?? []), ...rows.map(({ row }) => row)];
  };
  const profileIds = [...new Set(identities.map(({ profileId }) => profileId))];
  const identityIds = identities.map(({ identityId }) => identityId);
  for (const table of BY_PROFILE) await read(table, "profile_id = ANY($2::bigint[])", profileIds);
  for (const table of BY_IDENTITY)
    await read(table, "identity_id = ANY($2::bigint[])", identityIds);
  for (const table of ["identity_edge", "profile_merge"]) {
    const isTheirs = "(from_id = ANY($2::bigint[]) OR to_id = ANY($2::bigint[]))";
    await read(table, isTheirs, identityIds);
  }
  for (const table of BY_CUSTOMER) await read(table, "customer_id = ANY($2::text[])", customerIds);
  for (const table of BY_ORDER) await read(table, "order_id = ANY($2::text[])", orderIds);
  await read("privacy_request", "customer_id IS NULL AND order_ids && $2::text[]", orderIds);
  const madeAt = new Date(now).toISOString();
  return { about: { ...named, shop: shop.domain, madeAt, note: NOTE }, tables };
}
