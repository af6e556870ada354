import { DAY_MS, type Instant } from "../pipeline/shared/time.ts";
import type { NamedPerson } from "./find-person.ts";
import type { Queryable } from "./transaction.ts";

/** Shopify's three topics, the merchant's own order to erase somebody, and a visitor who takes their consent back. */
export type PrivacyTopic =
  | "customers/data_request"
  | "customers/redact"
  | "shop/redact"
  | "merchant/erase"
  | "visitor/withdrawal";

export type PrivacyRequestOutcome =
  /** The merchant handed out what is kept. */
  | "answered"
  | "erased"
  /** Nothing was kept of whom it is about. */
  | "nothing-known"
  /** The merchant came back before the shop was erased: Shopify does not ask for it in that case. */
  | "reinstalled"
  /** Its time ran out before anybody answered, and the name of whom it was about went. */
  | "lapsed"
  /** Shopify did not let our tags and fields be taken off a customer, and nothing was erased. */
  | "not-cleaned";

/** Rows by table. */
export type ErasedRows = Record<string, number>;

export interface PrivacyRequest {
  /** The id of Shopify's webhook: a delivery that is repeated brings it again. Of others a number of our own. */
  requestKey: string;
  topic: PrivacyTopic;
  receivedAt: Instant;
  /** Whom it is about, as long as it is open; null: a guest, a browser, or a whole shop. */
  customerId: string | null;
  /** Orders that it names besides, as long as it is open: to be erased, or handed out. */
  orderIds: string[];
  /** The browser whose visitor withdrew, as long as it is open; null: it is about none. */
  clientId: string | null;
}

/** Shopify's time to act on each of the three (https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance). */
const DUE_DAYS = 30;

/** @returns false where it is known already, open or done, or another one is open about the same browser */
export async function addPrivacyRequest(
  db: Queryable,
  shopId: number,
  { requestKey, topic, receivedAt, customerId, orderIds, clientId }: PrivacyRequest,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO privacy_request (shop_id, request_key, topic, received_at, due_at, customer_id, order_ids, client_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      shopId,
      requestKey,
      topic,
      new Date(receivedAt),
      new Date(receivedAt + DUE_DAYS * DAY_MS),
      customerId,
      orderIds,
      clientId,
    ],
  );
  return rowCount === 1;
}

/** Those that ask for people to be erased. */
const OF_PEOPLE = "topic IN ('customers/redact', 'merchant/erase', 'visitor/withdrawal')";

/**
 * Open requests to erase people: one of them first, then those that wait longest. The merchant's own orders go by themselves:
 * what is ours goes from Shopify before.
 * @returns none where that one is not open
 */
export async function findOpenErasures(
  db: Queryable,
  shopId: number,
  { first, limit }: { first: string; limit: number },
): Promise<Pick<PrivacyRequest, "requestKey" | "customerId" | "orderIds" | "clientId">[]> {
  const { rows } = await db.query<PrivacyRequest>(
    `SELECT request_key AS "requestKey", customer_id AS "customerId", order_ids AS "orderIds", client_id AS "clientId"
     FROM privacy_request WHERE shop_id = $1 AND done_at IS NULL AND ${OF_PEOPLE}
       AND (request_key = $2 OR topic <> 'merchant/erase')
     ORDER BY request_key <> $2, received_at LIMIT $3`,
    [shopId, first, limit],
  );
  return rows[0]?.requestKey === first ? rows : [];
}

/** Whether somebody was erased since. */
export async function wasErasedSince(
  db: Queryable,
  shopId: number,
  since: Instant,
): Promise<boolean> {
  const { rows } = await db.query<{ was: boolean }>(
    `SELECT EXISTS (SELECT FROM privacy_request
       WHERE shop_id = $1 AND done_at > $2 AND outcome = 'erased' AND ${OF_PEOPLE}) AS was`,
    [shopId, new Date(since)],
  );
  return rows[0]?.was === true;
}

/** What an open request asks for, of whom, and since when; null: it is not open. */
export async function findOpenRequest(
  db: Queryable,
  shopId: number,
  requestKey: string,
): Promise<Pick<PrivacyRequest, "topic" | "customerId" | "receivedAt"> | null> {
  const { rows } = await db.query<Pick<PrivacyRequest, "topic" | "customerId" | "receivedAt">>(
    `SELECT topic, customer_id AS "customerId", received_at AS "receivedAt" FROM privacy_request
     WHERE shop_id = $1 AND request_key = $2 AND done_at IS NULL`,
    [shopId, requestKey],
  );
  return rows[0] ?? null;
}

/** Takes an open request out of the table, for its receipt to stand there instead; null: there is none. */
export async function takePrivacyRequest(
  db: Queryable,
  shopId: number,
  requestKey: string,
): Promise<PrivacyRequest | null> {
  const { rows } = await db.query<PrivacyRequest>(
    `DELETE FROM privacy_request WHERE shop_id = $1 AND request_key = $2 AND done_at IS NULL
     RETURNING request_key AS "requestKey", topic, received_at AS "receivedAt", customer_id AS "customerId",
       order_ids AS "orderIds", client_id AS "clientId"`,
    [shopId, requestKey],
  );
  return rows[0] ?? null;
}

/** What stays of a request that is done. Nobody can be told from it. */
export async function addReceipt(
  db: Queryable,
  shopId: number,
  {
    request,
    outcome,
    erased,
    domain,
    now,
  }: {
    request: PrivacyRequest;
    outcome: PrivacyRequestOutcome;
    erased: ErasedRows;
    /** Of a shop whose row is gone, by which the receipt is found by whoever knows the name; else null. */
    domain: string | null;
    now: Instant;
  },
): Promise<void> {
  const { requestKey, topic, receivedAt } = request;
  await db.query(
    `INSERT INTO privacy_request (shop_id, request_key, topic, received_at, due_at, done_at, outcome, erased, domain_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, encode(sha256(convert_to($9, 'UTF8')), 'hex'))`,
    [
      shopId,
      requestKey,
      topic,
      new Date(receivedAt),
      new Date(receivedAt + DUE_DAYS * DAY_MS),
      new Date(now),
      outcome,
      JSON.stringify(erased),
      domain,
    ],
  );
}

/** Whose data an open request asks for; null: it is not open, or asks for something else. */
export async function findDataRequest(
  db: Queryable,
  shopId: number,
  requestKey: string,
): Promise<NamedPerson | null> {
  const { rows } = await db.query<NamedPerson>(
    `SELECT customer_id AS "customerId", order_ids AS "orderIds" FROM privacy_request
     WHERE shop_id = $1 AND request_key = $2 AND topic = 'customers/data_request' AND done_at IS NULL`,
    [shopId, requestKey],
  );
  return rows[0] ?? null;
}

/** Closes an open request for data. @returns whether it was open */
export async function closeDataRequest(
  db: Queryable,
  shopId: number,
  closed: { requestKey: string; outcome: "answered" | "nothing-known"; now: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE privacy_request SET done_at = $3, outcome = $4, customer_id = NULL, order_ids = '{}'
     WHERE shop_id = $1 AND request_key = $2 AND topic = 'customers/data_request' AND done_at IS NULL`,
    [shopId, closed.requestKey, new Date(closed.now), closed.outcome],
  );
  return rowCount === 1;
}

/** Requests for data that nobody answered in time name nobody any more. @returns how many there were */
export async function lapseDataRequests(
  db: Queryable,
  shopId: number,
  now: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE privacy_request SET done_at = $2, outcome = 'lapsed', customer_id = NULL, order_ids = '{}'
     WHERE shop_id = $1 AND topic = 'customers/data_request' AND done_at IS NULL AND due_at <= $2`,
    [shopId, new Date(now)],
  );
  return rowCount ?? 0;
}

/** Open requests about an erased person name them no more; one that names nobody else is done with that. */
export async function forgetPersonInRequests(
  db: Queryable,
  shopId: number,
  whom: { customerIds: string[]; orderIds: string[]; clientIds: string[]; now: Instant },
): Promise<void> {
  await db.query(
    `UPDATE privacy_request SET customer_id = CASE WHEN customer_id = ANY($2::text[]) THEN NULL ELSE customer_id END,
       order_ids = ARRAY(SELECT id FROM unnest(order_ids) AS id WHERE id <> ALL($3::text[])),
       client_id = CASE WHEN client_id = ANY($4::text[]) THEN NULL ELSE client_id END
     WHERE shop_id = $1 AND done_at IS NULL
       AND (customer_id = ANY($2::text[]) OR order_ids && $3::text[] OR client_id = ANY($4::text[]))`,
    [shopId, whom.customerIds, whom.orderIds, whom.clientIds],
  );
  await db.query(
    `UPDATE privacy_request SET done_at = $2, outcome = 'erased'
     WHERE shop_id = $1 AND done_at IS NULL AND topic <> 'shop/redact' AND customer_id IS NULL
       AND order_ids = '{}' AND client_id IS NULL`,
    [shopId, new Date(whom.now)],
  );
}

/** Where everything of the shop was erased, whatever was asked for is done. */
export async function closeAllRequests(db: Queryable, shopId: number, now: Instant): Promise<void> {
  await db.query(
    `UPDATE privacy_request SET done_at = $2, outcome = 'erased', customer_id = NULL, order_ids = '{}', client_id = NULL
     WHERE shop_id = $1 AND done_at IS NULL`,
    [shopId, new Date(now)],
  );
}
