import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import {
  GAP_CAUSES,
  judgeStitch,
  ONLINE_CHANNEL,
  type GapCause,
} from "../pipeline/shared/stitching.ts";
import { DAY_MS, type Instant } from "../pipeline/shared/time.ts";
import { gatherEvidence, readPlacedOrders } from "./stitch-evidence.ts";

/** How many orders are judged: of so many a share is known to a hundredth, and a reader does not wait for it. */
const MOST_JUDGED = 5_000;

/** How many of the online orders of some days are tied to browsing before them, and why the others are not. */
export interface Stitching {
  from: Instant;
  to: Instant;
  /** Online orders, test orders left out. */
  orders: number;
  /** How many of them were judged: all, or where they are many a part of them, drawn evenly. */
  judged: number;
  /** Of those that were judged. */
  tied: number;
  /** They add up to the judged orders that are not tied. */
  gaps: Record<GapCause, number>;
  /** Of the orders, those whose channel Shopify did not tell: they are taken for online ones. */
  channelUntold: number;
  /** What is left out. */
  elsewhere: Elsewhere;
}

/** Orders that no storefront led to. */
export interface Elsewhere {
  pos: number;
  draft: number;
  otherChannels: number;
  test: number;
}

/**
 * Judges the orders of the last days, up to now.
 * @param view.mostJudged where there are more, about so many are drawn
 */
export async function readStitching(
  view: { shopId: number; now: Instant; days: number; mostJudged?: number },
  db: Queryable = getPool(),
): Promise<Stitching> {
  const { shopId, now, days, mostJudged = MOST_JUDGED } = view;
  const range = { shopId, from: now - days * DAY_MS, to: now };
  const { orders, channelUntold, ...elsewhere } = await countOrders(db, range);
  const part = orders > mostJudged ? mostJudged / orders : 1;
  const judged = await judgeOrders(db, { ...range, part });
  // An order that came between the two looks is one more.
  const all = part < 1 ? orders : judged.judged;
  return { from: range.from, to: range.to, orders: all, ...judged, channelUntold, elsewhere };
}

interface Range {
  shopId: number;
  from: Instant;
  to: Instant;
}

async function judgeOrders(
  db: Queryable,
  range: Range & { part: number },
): Promise<Pick<Stitching, "judged" | "tied" | "gaps">> {
  const orders = await readPlacedOrders(db, range);
  const evidence = await gatherEvidence(db, range.shopId, orders);
  const gaps = Object.fromEntries(GAP_CAUSES.map((cause) => [cause, 0])) as Stitching["gaps"];
  const counted = { judged: orders.length, tied: 0, gaps };
  for (const verdict of evidence.map(judgeStitch)) {
    if (verdict === "tied") counted.tied += 1;
    else gaps[verdict] += 1;
  }
  return counted;
}

/** All orders by their channels, in one look at the index of their times. */
async function countOrders(
  db: Queryable,
  { shopId, from, to }: Range,
): Promise<Pick<Stitching, "orders" | "channelUntold"> & Elsewhere> {
  const { rows } = await db.query<Pick<Stitching, "orders" | "channelUntold"> & Elsewhere>(
    `SELECT count(*) FILTER (WHERE is_test) AS test,
       count(*) FILTER (WHERE NOT is_test AND (channel = $4 OR channel IS NULL)) AS orders,
       count(*) FILTER (WHERE NOT is_test AND channel IS NULL) AS "channelUntold",
       count(*) FILTER (WHERE NOT is_test AND channel = 'pos') AS pos,
       count(*) FILTER (WHERE NOT is_test AND channel = 'shopify_draft_order') AS draft,
       count(*) FILTER (WHERE NOT is_test AND channel NOT IN ($4, 'pos', 'shopify_draft_order'))
         AS "otherChannels"
     FROM customer_order WHERE shop_id = $1 AND placed_at >= $2 AND placed_at < $3`,
    [shopId, new Date(from), new Date(to), ONLINE_CHANNEL],
  );
  const [counted] = rows;
  if (!counted) throw new Error("An aggregate without GROUP BY always gives a row");
  return counted;
}
