import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import { MINUTE_MS, SLOT_MS, type Instant } from "../pipeline/shared/time.ts";
import type { Signal, Trust } from "../pipeline/shared/signals.ts";
import { CHANNEL_SIGNALS, type TimelineChannel } from "./timeline-channels.ts";

/** Something that a person did, over whichever channel, with what is known of the thing. */
export interface TimelineEvent {
  key: string;
  signal: Signal;
  trust: Trust;
  at: Instant;
  /** The product's or collection's title as it is now; null: none, or not known. */
  thing: string | null;
  /** Of an order or a refund. */
  orderId: string | null;
  amountMinor: number | null;
  currency: string | null;
}

/** Events without a longer pause between them, the newest first. */
export interface Visit {
  from: Instant;
  to: Instant;
  events: TimelineEvent[];
}

export interface Timeline {
  visits: Visit[];
  /** Cursors of what is older and of what is newer, null where there is nothing. */
  next: string | null;
  previous: string | null;
}

/** The pause after which somebody who comes back visits anew: what analytics of shops usually take. */
export const VISIT_PAUSE_MS = 30 * MINUTE_MS;

const PAGE = 40;

interface Asked {
  shopId: number;
  profileId: number;
  channel: TimelineChannel | null;
  after?: string | undefined;
  before?: string | undefined;
}

/**
 * What a person did, of all ids that are theirs and within the time that a browser was: a page of events by visits, the
 * newest first. Read by each id's index, so that a long history costs no more than a short one.
 */
export async function readTimeline(asked: Asked, db: Queryable = getPool()): Promise<Timeline> {
  const cursor = decode(asked.before ?? asked.after);
  const isBackward = cursor !== null && asked.before !== undefined;
  const rows = await readEvents(db, asked, { cursor, isBackward });
  const hasMore = rows.length > PAGE;
  const events = rows.slice(0, PAGE);
  if (isBackward) events.reverse();
  const [first, last] = [events[0], events.at(-1)];
  const hasNext = isBackward || hasMore;
  const hasPrevious = isBackward ? hasMore : cursor !== null;
  return {
    visits: groupByVisit(events),
    next: hasNext && last ? encode(last) : null,
    previous: hasPrevious && first ? encode(first) : null,
  };
}

/** @param events the newest first */
export function groupByVisit(events: readonly TimelineEvent[]): Visit[] {
  const visits: Visit[] = [];
  for (const event of events) {
    const visit = visits.at(-1);
    if (visit === undefined || visit.from - event.at > VISIT_PAUSE_MS) {
      visits.push({ from: event.at, to: event.at, events: [event] });
    } else {
      visit.events.push(event);
      visit.from = event.at;
    }
  }
  return visits;
}

interface Cursor {
  at: Instant;
  key: string;
}

async function readEvents(
  db: Queryable,
  { shopId, profileId, channel }: Asked,
  { cursor, isBackward }: { cursor: Cursor | null; isBackward: boolean },
): Promise<TimelineEvent[]> {
  const [sign, direction] = isBackward ? [">", "ASC"] : ["<", "DESC"];
  const { rows } = await db.query<TimelineEvent>(
    // What is cut from a text is made ready first: row security keeps such a condition from the indexes of other tables.
    // COALESCE is held for a function that could tell of a row, and CASE is not.
    `WITH page AS MATERIALIZED (
       SELECT done.*, substring(done.about FROM '^product:(.*)') AS product_id,
         substring(done.about FROM '^collection:(.*)') AS collection_id,
         substring(done.key FROM '^refund:(.*)') AS refund_id, substring(done.key FROM '^order:([0-9]+):') AS order_id
       FROM identity AS own CROSS JOIN LATERAL (
         SELECT key, signal, trust, occurred_at, about FROM fact
         WHERE shop_id = $1 AND identity_id = own.identity_id
           AND ($3::text[] IS NULL OR signal = ANY($3::text[]))
           AND ($4::timestamptz IS NULL OR (occurred_at, key) ${sign} ($4::timestamptz, $5::text))
           AND (own.counts_from IS NULL OR extract(epoch FROM occurred_at) >= own.counts_from * $7::float8)
           AND (own.counts_until IS NULL OR extract(epoch FROM occurred_at) < own.counts_until * $7::float8)
         ORDER BY occurred_at ${direction}, key ${direction} LIMIT $6) AS done
       WHERE own.shop_id = $1 AND own.profile_id = $2
       ORDER BY occurred_at ${direction}, key ${direction} LIMIT $6)
     SELECT page.key, page.signal, trust, occurred_at AS at, coalesce(product.title, collection.title) AS thing,
       placed.order_id AS "orderId", CASE WHEN refund.refund_id IS NULL THEN placed.total_minor
         ELSE refund.amount_minor END AS "amountMinor", placed.currency
     FROM page
       LEFT JOIN product ON product.shop_id = $1 AND product.product_id = page.product_id
       LEFT JOIN collection ON collection.shop_id = $1 AND collection.collection_id = page.collection_id
       LEFT JOIN refund ON refund.shop_id = $1 AND refund.refund_id = page.refund_id
       LEFT JOIN customer_order AS placed ON placed.shop_id = $1
         AND placed.order_id = CASE WHEN refund.order_id IS NULL THEN page.order_id ELSE refund.order_id END
     ORDER BY page.occurred_at ${direction}, page.key ${direction}`,
    [
      ...[shopId, profileId, channel === null ? null : CHANNEL_SIGNALS[channel]],
      ...[cursor === null ? null : new Date(cursor.at), cursor?.key ?? null],
      ...[PAGE + 1, SLOT_MS / 1000],
    ],
  );
  return rows;
}

const encode = ({ at, key }: Cursor): string => `${at}_${key}`;

function decode(text: string | undefined): Cursor | null {
  const match = /^(\d{1,15})_(.{1,400})$/.exec(text ?? "");
  return match ? { at: Number(match[1]), key: match[2] ?? "" } : null;
}
