import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import {
  GAP_CAUSES,
  judgeStitch,
  ONLINE_CHANNEL,
  type GapCause,
} from "../pipeline/shared/stitching.ts";
import { DAY_MS, type Instant } from "../pipeline/shared/time.ts";
import { gatherEvidence, readPlacedOrders, type OrderCursor } from "./stitch-evidence.ts";

/** Orders that are judged at once: some ten milliseconds of this process, between which others have their turn. */
const PAGE_SIZE = 10_000;

/** How many of the online orders of some days are tied to browsing before them, and why the others are not. */
export interface Stitching {
  from: Instant;
  to: Instant;
  /** Online orders, test orders left out. */
  orders: number;
  tied: number;
  /** They add up to the orders that are not tied. */
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

/** Judges the orders of the last days, up to now. */
export async function readStitching(
  { shopId, now, days }: { shopId: number; now: Instant; days: number },
  db: Queryable = getPool(),
): Promise<Stitching> {
  const range = { shopId, from: now - days * DAY_MS, to: now };
  const [judged, elsewhere] = await Promise.all([
    judgeOrders(db, range),
    countElsewhere(db, range),
  ]);
  return { from: range.from, to: range.to, ...judged, elsewhere };
}

async function judgeOrders(
  db: Queryable,
  { shopId, from, to }: { shopId: number; from: Instant; to: Instant },
): Promise<Pick<Stitching, "orders" | "tied" | "gaps" | "channelUntold">> {
  const gaps = Object.fromEntries(GAP_CAUSES.map((cause) => [cause, 0])) as Stitching["gaps"];
  const counted = { orders: 0, tied: 0, gaps, channelUntold: 0 };
  let after: OrderCursor = { placedAt: from, orderId: "" };
  for (;;) {
    const orders = await readPlacedOrders(db, { shopId, after, to, limit: PAGE_SIZE });
    const evidence = await gatherEvidence(db, shopId, orders);
    for (const verdict of evidence.map(judgeStitch)) {
      if (verdict === "tied") counted.tied += 1;
      else gaps[verdict] += 1;
    }
    counted.orders += orders.length;
    counted.channelUntold += orders.filter(({ isChannelTold }) => !isChannelTold).length;
    const last = orders.at(-1);
    if (last === undefined || orders.length < PAGE_SIZE) return counted;
    after = last;
  }
}

async function countElsewhere(
  db: Queryable,
  { shopId, from, to }: { shopId: number; from: Instant; to: Instant },
): Promise<Elsewhere> {
  const { rows } = await db.query<Elsewhere>(
    `SELECT count(*) FILTER (WHERE is_test) AS test,
       count(*) FILTER (WHERE NOT is_test AND channel = 'pos') AS pos,
       count(*) FILTER (WHERE NOT is_test AND channel = 'shopify_draft_order') AS draft,
       count(*) FILTER (WHERE NOT is_test AND channel NOT IN ($4, 'pos', 'shopify_draft_order'))
         AS "otherChannels"
     FROM customer_order WHERE shop_id = $1 AND placed_at >= $2 AND placed_at < $3
       AND (is_test OR channel <> $4)`,
    [shopId, new Date(from), new Date(to), ONLINE_CHANNEL],
  );
  const [elsewhere] = rows;
  if (!elsewhere) throw new Error("An aggregate without GROUP BY always gives a row");
  return elsewhere;
}
