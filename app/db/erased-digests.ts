import { createHash } from "node:crypto";
import type { Instant } from "../pipeline/shared/time.ts";
import type { ToldRecord } from "../pipeline/shared/told-record.ts";
import type { Queryable } from "./transaction.ts";

/**
 * What is kept of an erased customer or order, so that it is known again where Shopify tells of it once more. 32 bits, of
 * numbers of which Shopify gave out trillions: each digest fits thousands of ids, so none can be read back. That two ids of one
 * shop have the same is harmless, since only what is not stored and older than the erasure is ever looked up to any effect.
 */
const digestOf = (shopId: number, { kind, id }: Pick<ToldRecord, "kind" | "id">): number =>
  createHash("sha256").update(`${shopId}:${kind}:${id}`).digest().readInt32BE(0);

/** In the transaction that erases them, or that leaves out what it would not be known by alone. */
export async function rememberErased(
  db: Queryable,
  shopId: number,
  erased: { customerIds: readonly string[]; orderIds: readonly string[]; now: Instant },
): Promise<void> {
  const digests = [
    ...erased.customerIds.map((id) => digestOf(shopId, { kind: "customer", id })),
    ...erased.orderIds.map((id) => digestOf(shopId, { kind: "order", id })),
  ];
  await db.query(
    `INSERT INTO erased_digest (shop_id, digest, erased_at) SELECT DISTINCT $1::int, digest, $3::timestamptz
     FROM unnest($2::int[]) AS digest ORDER BY digest
     ON CONFLICT (shop_id, digest) DO UPDATE SET erased_at = GREATEST(erased_digest.erased_at, excluded.erased_at)`,
    [shopId, digests, new Date(erased.now)],
  );
}

/**
 * Which of some records are of customers and orders that were erased. An order that was placed since is another one, and a
 * customer who did something since is known again. An order that was not known when its customer was erased is one of theirs.
 */
export async function findErased(
  db: Queryable,
  shopId: number,
  records: readonly ToldRecord[],
): Promise<Set<ToldRecord>> {
  if (records.length === 0) return new Set();
  const told = records.map((record) => ({ record, digests: digestsOf(shopId, record) }));
  const { rows } = await db.query<{ digest: number; erasedAt: Instant }>(
    `SELECT digest, erased_at AS "erasedAt" FROM erased_digest WHERE shop_id = $1 AND digest = ANY($2::int[])`,
    [shopId, [...new Set(told.flatMap(({ digests }) => digests))]],
  );
  const erasedAt = new Map(rows.map((row) => [row.digest, row.erasedAt]));
  const gone = told.flatMap(({ record, digests }) => {
    const isOlder = digests.some((digest) => {
      const at = erasedAt.get(digest);
      return at !== undefined && (record.createdAt === null || record.createdAt <= at);
    });
    return isOlder ? [record] : [];
  });
  const known = {
    customer: await findKnown(db, shopId, gone, "customer"),
    order: await findKnown(db, shopId, gone, "order"),
  };
  const erased = gone.filter(({ kind, id }) => !known[kind].has(id));
  // What else is told of an order beside it does not say whose it is.
  const orderIds = new Set(erased.flatMap(({ kind, id }) => (kind === "order" ? [id] : [])));
  const beside = records.filter(({ kind, id }) => kind === "order" && orderIds.has(id));
  return new Set([...erased, ...beside]);
}

function digestsOf(shopId: number, record: ToldRecord): number[] {
  const { placedBy } = record;
  const own = digestOf(shopId, record);
  return placedBy === null ? [own] : [own, digestOf(shopId, { kind: "customer", id: placedBy })];
}

/** Where a record stands that is known, be it again or since two ids have one digest. */
const KNOWN = {
  customer: "SELECT key AS id FROM identity WHERE shop_id = $1 AND kind = 'customer' AND key",
  order: "SELECT order_id AS id FROM customer_order WHERE shop_id = $1 AND order_id",
} as const;

async function findKnown(
  db: Queryable,
  shopId: number,
  records: readonly ToldRecord[],
  kind: ToldRecord["kind"],
): Promise<Set<string>> {
  const ids = records.flatMap((record) => (record.kind === kind ? [record.id] : []));
  if (ids.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>(`${KNOWN[kind]} = ANY($2::text[])`, [
    shopId,
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}
