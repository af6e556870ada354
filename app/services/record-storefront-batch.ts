import { hash } from "node:crypto";
import type { ShopRow } from "../db/shop.ts";
import {
  parseBrowseBatch,
  parsePixelBatch,
  type RefusedEvent,
} from "../pipeline/capture/parse-storefront-batch.ts";
import type { Malformed } from "../pipeline/capture/define-topic.ts";
import type { Capture } from "./create-capture.ts";

export type RecordBatchOutcome =
  | { outcome: "recorded"; shopId: number; events: number; refused: RefusedEvent[] }
  /** The same batch once more: it was recorded before. */
  | { outcome: "duplicate"; shopId: number; events: number; refused: RefusedEvent[] }
  /** `shopId` is null where the batch cannot be ascribed to a shop. */
  | { outcome: "malformed"; shopId: number | null; reason: string }
  | { outcome: "unknown-shop" }
  /** Nothing was stored: it is to be sent again later. */
  | { outcome: "overloaded"; shopId: number };

interface BatchOptions {
  capture: Capture;
  body: string;
  now: number;
}

/** Makes a batch of the theme's embed durable. Only when this has returned may the storefront forget it. */
export async function recordBrowseBatch(
  options: BatchOptions & { domain: string; loggedInCustomerId: string | null },
): Promise<RecordBatchOutcome> {
  const parsed = parseBrowseBatch(options);
  const shop = await options.capture.shopsByDomain.find(options.domain, options.now);
  return recordBatch(options, { source: "proxy", shop, parsed });
}

/**
 * Makes a batch of the pixel durable. Its shop is the one whose pixel was given the token.
 * @param options.isInShare whether one more request of the shop may wait
 */
export async function recordPixelBatch(
  options: BatchOptions & { isInShare?: (shopId: number) => boolean },
): Promise<RecordBatchOutcome> {
  const parsed = parsePixelBatch(options);
  if (parsed.outcome === "malformed") return { ...parsed, shopId: null };
  const shop = await options.capture.shopsByPixelToken.find(parsed.shopToken, options.now);
  if (shop !== null && options.isInShare?.(shop.shopId) === false)
    return { outcome: "overloaded", shopId: shop.shopId };
  return recordBatch(options, { source: "pixel", shop, parsed });
}

async function recordBatch(
  { capture, body, now }: BatchOptions,
  batch: {
    source: "proxy" | "pixel";
    shop: ShopRow | null;
    parsed:
      | Malformed
      | {
          topic: string;
          wire: { sentAt: string; events: unknown[] };
          refused: RefusedEvent[];
          outcome: "accepted";
        };
  },
): Promise<RecordBatchOutcome> {
  const { source, shop, parsed } = batch;
  if (shop?.status !== "installed") return { outcome: "unknown-shop" };
  const { shopId } = shop;
  if (parsed.outcome === "malformed") return { ...parsed, shopId };
  const { topic, wire, refused } = parsed;
  const stored = await capture.writer.write({
    ...{ shopId, source, receivedAt: now },
    events: [{ key: keyOf(body, wire.sentAt), topic, wire }],
  });
  if (stored.outcome === "overloaded") return { outcome: "overloaded", shopId };
  if (stored.outcome === "not-installed") return { outcome: "unknown-shop" };
  const outcome = stored.accepted === 1 ? "recorded" : "duplicate";
  return { outcome, shopId, events: wire.events.length, refused };
}

/**
 * The same batch sent again has the same text; single facts that come again are told apart by their keys. The time by the
 * sender's clock goes before the digest: keys that arrive together stand together in their index, of whose pages each that
 * is touched for the first time since a checkpoint goes to the log whole.
 */
const keyOf = (body: string, sentAt: string): string =>
  `${Date.parse(sentAt).toString(36)} ${hash("sha256", body, "base64url")}`;
