import type { ConsentRecord } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

/** As `mergeConsents` of the pipeline: the newest telling wins, of two of one instant the later word. */
export async function saveConsents(
  db: Queryable,
  shopId: number,
  consents: ConsentRecord[],
): Promise<void> {
  if (consents.length === 0) return;
  await db.query(
    `INSERT INTO customer_consent (shop_id, customer_id, channel, state, source_updated_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[])
     ON CONFLICT (shop_id, customer_id, channel) DO UPDATE SET state = excluded.state,
       source_updated_at = excluded.source_updated_at
     WHERE (excluded.source_updated_at, excluded.state COLLATE "C")
       > (customer_consent.source_updated_at, customer_consent.state COLLATE "C")`,
    [
      shopId,
      consents.map((row) => row.customerId),
      consents.map((row) => row.channel),
      consents.map((row) => row.state),
      consents.map((row) => new Date(row.sourceUpdatedAt)),
    ],
  );
}

/** The channels over which a profile's customer has said no. */
export async function loadOptOuts(
  db: Queryable,
  shopId: number,
  profileId: number,
): Promise<ConsentRecord["channel"][]> {
  const { rows } = await db.query<{ channel: ConsentRecord["channel"] }>(
    `SELECT channel FROM customer_consent JOIN identity root
       ON root.shop_id = customer_consent.shop_id AND root.kind = 'customer' AND root.key = customer_id
     WHERE customer_consent.shop_id = $1 AND root.identity_id = $2 AND state IN ('unsubscribed', 'redacted')`,
    [shopId, profileId],
  );
  return rows.map((row) => row.channel);
}

/** Shopify's word on customers, by customer and channel; who was never told of is left out. */
export async function loadConsents(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<Map<string, Partial<Record<ConsentRecord["channel"], string>>>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await db.query<Pick<ConsentRecord, "customerId" | "channel" | "state">>(
    `SELECT customer_id AS "customerId", channel, state FROM customer_consent
     WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds],
  );
  const byCustomer = new Map<string, Partial<Record<ConsentRecord["channel"], string>>>();
  for (const { customerId, channel, state } of rows) {
    byCustomer.set(customerId, { ...byCustomer.get(customerId), [channel]: state });
  }
  return byCustomer;
}
