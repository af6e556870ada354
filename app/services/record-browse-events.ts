import { createHash } from "node:crypto";
import type pg from "pg";
import { insertRawEvents } from "../db/raw-events.ts";
import { findShop } from "../db/shop.ts";
import {
  parseBrowseEvents,
  type RefusedBrowseEvent,
} from "../pipeline/capture/parse-browse-events.ts";

export type RecordBrowseOutcome =
  | { outcome: "recorded"; refused: RefusedBrowseEvent[] }
  | { outcome: "malformed"; reason: string }
  | { outcome: "unknown-shop" };

/** Makes a batch of browse events durable. Only when this has returned may the storefront forget them. */
export async function recordBrowseEvents(options: {
  pool: pg.Pool;
  domain: string;
  loggedInCustomerId: string | null;
  body: string;
  now: number;
}): Promise<RecordBrowseOutcome> {
  const { pool, domain, loggedInCustomerId, body, now } = options;
  const parsed = parseBrowseEvents({ body, loggedInCustomerId });
  if (parsed.outcome === "malformed") return parsed;
  const shop = await findShop(pool, domain);
  if (shop?.status !== "installed") return { outcome: "unknown-shop" };
  const { topic, wire, refused } = parsed;
  // The same batch sent again has the same text; single events that come again are told apart by their ids.
  const key = createHash("sha256").update(body).digest("base64url");
  await insertRawEvents(pool, shop.shopId, {
    source: "proxy",
    receivedAt: now,
    events: [{ key, topic, wire }],
  });
  return { outcome: "recorded", refused };
}
