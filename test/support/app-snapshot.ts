import type pg from "pg";

/** The numbers that the database gave mean nothing outside it: profiles go by the identities they join. */
const PROFILE_NAMES = `SELECT shop_id, profile_id, string_agg(kind || ':' || key, ' ' ORDER BY kind, key) AS name
  FROM identity WHERE shop_id = $1 GROUP BY 1, 2`;

const FACTS = {
  facts: `SELECT fact.key, kind, identity.key AS "identityKey", signal, trust, occurred_at, value, about
    FROM fact JOIN identity USING (shop_id, identity_id) WHERE shop_id = $1 ORDER BY 1`,
  rollUp: `SELECT kind, key, signal, trust, slot, count, value, first_at, last_at
    FROM signal_slot JOIN identity USING (shop_id, identity_id) WHERE shop_id = $1 ORDER BY 1, 2, 3, 4, 5`,
  windows: `SELECT kind, key, counts_from, counts_until FROM identity WHERE shop_id = $1 ORDER BY 1, 2`,
  customers: `SELECT customer_id, created_at, deleted_at, source_updated_at FROM customer
    WHERE shop_id = $1 ORDER BY 1`,
  orders: `SELECT order_id, customer_id, placed_at, currency, total_minor, cancelled_at, is_test, channel, source_updated_at,
      subtotal_minor, discount_minor, used_code
    FROM customer_order WHERE shop_id = $1 ORDER BY 1`,
  orderLines: `SELECT order_id, line_id, product_id, variant_id, quantity, price_minor, discount_minor, source_updated_at
    FROM order_line WHERE shop_id = $1 ORDER BY 1, 2`,
  refunds: `SELECT refund_id, order_id, amount_minor, refunded_at FROM refund WHERE shop_id = $1 ORDER BY 1`,
  products: `SELECT product_id, title, price_minor, product_type, vendor, deleted_at, source_updated_at FROM product
    WHERE shop_id = $1 ORDER BY 1`,
  variants: `SELECT variant_id, product_id, price_minor, compare_at_minor, source_updated_at FROM variant
    WHERE shop_id = $1 ORDER BY 1`,
  priceChanges: `SELECT variant_id, changed_at, product_id, from_minor, to_minor FROM price_change
    WHERE shop_id = $1 ORDER BY 1, 2`,
  collections: `SELECT collection_id, handle, title, deleted_at, source_updated_at FROM collection
    WHERE shop_id = $1 ORDER BY 1`,
  consents: `SELECT customer_id, channel, state, source_updated_at FROM customer_consent
    WHERE shop_id = $1 ORDER BY 1, 2`,
  groups: `SELECT name FROM (${PROFILE_NAMES}) AS profile ORDER BY 1`,
  edges: `SELECT a.kind AS "fromKind", a.key AS "fromKey", b.kind AS "toKind", b.key AS "toKey", reason, at
    FROM identity_edge JOIN identity a ON a.shop_id = identity_edge.shop_id AND a.identity_id = from_id
    JOIN identity b ON b.shop_id = identity_edge.shop_id AND b.identity_id = to_id
    WHERE identity_edge.shop_id = $1 ORDER BY 1, 2, 3, 4`,
  seen: `SELECT named.name, customer_id, last_seen_at FROM profile JOIN (${PROFILE_NAMES}) AS named
    USING (shop_id, profile_id) ORDER BY 1`,
};

const CONCLUSIONS = {
  memberships: `SELECT named.name, handle FROM segment_membership
    JOIN segment USING (shop_id, segment_id) JOIN (${PROFILE_NAMES}) AS named USING (shop_id, profile_id)
    ORDER BY 1, 2`,
  rfmHistory: `SELECT named.name, day, from_group, to_group FROM rfm_change
    JOIN (${PROFILE_NAMES}) AS named USING (shop_id, profile_id) ORDER BY 1, 2`,
  tags: `SELECT customer_id, desired FROM tag_state WHERE shop_id = $1 AND cardinality(desired) > 0 ORDER BY 1`,
};

const SCORES = {
  scores: `SELECT named.name, intent, engagement, value, behavior, ledger, due_at, model_version, scored_at,
      recency, frequency, monetary, rfm_group
    FROM profile JOIN (${PROFILE_NAMES}) AS named USING (shop_id, profile_id) ORDER BY 1`,
};

const HISTORY = {
  history: `SELECT named.name, day, intent, engagement, value, behavior FROM score_history
    JOIN (${PROFILE_NAMES}) AS named USING (shop_id, profile_id) ORDER BY 1, 2`,
  benchmarks: `SELECT day, values FROM benchmark_day WHERE shop_id = $1 ORDER BY 1`,
};

export type Snapshot = Record<string, unknown[]>;

async function read(
  pool: pg.Pool,
  shopId: number,
  queries: Record<string, string>,
): Promise<Snapshot> {
  const entries = Object.entries(queries).map(async ([name, sql]): Promise<[string, unknown[]]> => [
    name,
    (await pool.query(sql, [shopId])).rows,
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** What was told: roll-up, records, links and whom they join. */
export const readFacts = (pool: pg.Pool, shopId: number) => read(pool, shopId, FACTS);
/** What follows for each customer, whenever it was last looked at. */
export const readConclusions = (pool: pg.Pool, shopId: number) => read(pool, shopId, CONCLUSIONS);
/** Scores with their contributions: comparable only where all were scored at one instant. */
export const readScores = (pool: pg.Pool, shopId: number) => read(pool, shopId, SCORES);
/** Scores at the ends of past days, whenever they were written, and what they were measured by. */
export const readHistory = (pool: pg.Pool, shopId: number) => read(pool, shopId, HISTORY);
