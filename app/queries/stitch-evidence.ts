import type { Queryable } from "../db/transaction.ts";
import {
  BROWSE_SIGNALS,
  BROWSING_KINDS,
  ONLINE_CHANNEL,
  STITCH_LOOKBACK_DAYS,
  type StitchEvidence,
} from "../pipeline/shared/stitching.ts";
import { DAY_MS, SECOND_MS, SLOT_MS, type Instant } from "../pipeline/shared/time.ts";
import { readBrowsers, type Browser } from "./read-browsers.ts";

/** An online order, and whose it is: null while nothing is known of it but its record. */
export interface PlacedOrder {
  orderId: string;
  placedAt: Instant;
  isChannelTold: boolean;
  isBeforeInstall: boolean;
  /** The identity that it hangs on: its customer, a guest's the order itself. */
  ownerId: number | null;
  profileId: number | null;
}

/** Into how many parts ids are cut, of which so many are taken as are asked for. */
const ID_PARTS = 2 ** 20;

/**
 * Online orders of a stretch of time, test orders left out: all, or about a part of them. Which are drawn is told by
 * a hash of their ids, so that it has nothing to do with what they are, and is the same at every look.
 * @param range.part above 0, up to 1: all of them
 */
export async function readPlacedOrders(
  db: Queryable,
  range: { shopId: number; from: Instant; to: Instant; part: number },
): Promise<PlacedOrder[]> {
  const { rows } = await db.query<PlacedOrder>(
    `SELECT order_id AS "orderId", placed_at AS "placedAt", channel IS NOT NULL AS "isChannelTold",
       placed_at < (SELECT date_trunc('second', installed_at) FROM shop WHERE shop_id = $1) AS "isBeforeInstall",
       COALESCE(buyer.identity_id, own.identity_id) AS "ownerId",
       COALESCE(buyer.profile_id, own.profile_id) AS "profileId"
     FROM (
       SELECT order_id, customer_id, placed_at, channel FROM customer_order
       WHERE shop_id = $1 AND placed_at >= $2 AND placed_at < $3
         AND NOT is_test AND (channel = $4 OR channel IS NULL)
         AND ($5::bigint IS NULL OR (hashtextextended(order_id, 0) & ($6::bigint - 1)) < $5) OFFSET 0) AS bought
       LEFT JOIN LATERAL (
         SELECT identity_id, profile_id FROM identity
         WHERE shop_id = $1 AND kind = 'customer' AND key = customer_id LIMIT 1) AS buyer ON true
       LEFT JOIN LATERAL (
         SELECT identity_id, profile_id FROM identity
         WHERE customer_id IS NULL AND shop_id = $1 AND kind = 'order' AND key = order_id LIMIT 1) AS own ON true`,
    [
      range.shopId,
      new Date(range.from),
      new Date(range.to),
      ONLINE_CHANNEL,
      range.part < 1 ? Math.ceil(range.part * ID_PARTS) : null,
      ID_PARTS,
    ],
  );
  return rows;
}

/** What each of some orders is judged by, in their order. One statement for each question, for all of them. */
export async function gatherEvidence(
  db: Queryable,
  shopId: number,
  orders: readonly PlacedOrder[],
): Promise<StitchEvidence[]> {
  const tied = await findTied(db, shopId, orders);
  const untied = orders.flatMap((order, index) => (tied.has(index) ? [] : [{ ...order, index }]));
  const browsers = await readBrowsers(db, shopId, untied);
  return orders.map(({ isBeforeInstall, profileId, placedAt }, index) => {
    const found = browsers.get(index);
    return {
      hasBrowsing: tied.has(index),
      isBeforeInstall,
      hasToken: found !== undefined,
      hasBrowser: found !== undefined && found.length > 0,
      hasOwnBrowser: found?.some((browser) => isOwn(browser, { profileId, placedAt })) ?? false,
    };
  });
}

const isOwn = (browser: Browser, order: Pick<PlacedOrder, "profileId" | "placedAt">): boolean =>
  browser.profileId === order.profileId &&
  (browser.countsUntil === null || order.placedAt < browser.countsUntil * SLOT_MS);

/**
 * The places of the orders before which their person was seen browsing. Facts are asked for in the order of
 * their index: of a shop that the planner's statistics do not know yet any index seems as good, and one that
 * does not begin with the identity would be read from end to end for each.
 */
async function findTied(
  db: Queryable,
  shopId: number,
  orders: readonly PlacedOrder[],
): Promise<Set<number>> {
  const { rows } = await db.query<{ place: number }>(
    `SELECT DISTINCT place
     FROM unnest($2::bigint[], $3::timestamptz[]) WITH ORDINALITY AS placed(profile_id, placed_at, place)
       CROSS JOIN LATERAL (
         SELECT identity_id, counts_from, counts_until FROM identity
         WHERE shop_id = $1 AND identity.profile_id = placed.profile_id AND kind = ANY($4::text[]) OFFSET 0) AS seen
       CROSS JOIN LATERAL (
         SELECT FROM fact WHERE fact.shop_id = $1 AND fact.identity_id = seen.identity_id
           AND signal = ANY($5::text[])
           AND occurred_at < LEAST(placed_at, to_timestamp(counts_until * $7::float8))
           AND occurred_at >= GREATEST(placed_at - make_interval(secs => $6), to_timestamp(counts_from * $7::float8))
         ORDER BY occurred_at DESC LIMIT 1) AS browsed`,
    [
      shopId,
      orders.map(({ profileId }) => profileId),
      orders.map(({ placedAt }) => new Date(placedAt)),
      BROWSING_KINDS,
      BROWSE_SIGNALS,
      (STITCH_LOOKBACK_DAYS * DAY_MS) / SECOND_MS,
      SLOT_MS / SECOND_MS,
    ],
  );
  return new Set(rows.map(({ place }) => place - 1));
}
