import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import { loadSegments } from "../db/segments.ts";
import type { ShopRow } from "../db/shop.ts";
import { loadShopifySegments, saveShopifySegment } from "../db/shopify-segments.ts";
import { writeTag } from "../pipeline/activate/tag-plan.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import {
  changeShopifySegment,
  createShopifySegment,
  findSegmentByQuery,
  findShopifySegment,
  type SegmentWritten,
} from "../shopify/customer-segments.ts";

export type MakeShopifySegmentOutcome =
  /** `name` is as merchants read it in Shopify. */
  | { outcome: "made" | "stands" | "followed"; name: string }
  /** A merchant changed what it asks for: it is theirs now, and left alone. */
  | { outcome: "edited"; name: string }
  | { outcome: "unknown-segment" }
  /** Its members carry no tag for Shopify to know them by. */
  | { outcome: "no-tag" }
  | { outcome: "refused"; reason: string }
  | { outcome: "busy" };

/**
 * Makes a segment in Shopify of those who carry the tag of one of ours, once. One that was renamed stands; one that
 * was deleted is made again; one whose tag has another prefix by now follows, unless a merchant has edited it. A
 * segment that a lost answer left behind is found by its query and taken over.
 */
export async function makeShopifySegment(options: {
  pool: pg.Pool;
  shop: ShopRow;
  admin: AdminApi;
  handle: string;
  now: number;
}): Promise<MakeShopifySegmentOutcome> {
  const { pool, shop } = options;
  const lock = { work: "shopifySegments", shopId: shop.shopId } as const;
  try {
    const locked = await withShopLock(pool, lock, () => make(options));
    return locked.outcome === "busy" ? locked : locked.result;
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    return { outcome: "refused", reason: error.message };
  }
}

async function make(options: {
  pool: pg.Pool;
  shop: ShopRow;
  admin: AdminApi;
  handle: string;
  now: number;
}): Promise<MakeShopifySegmentOutcome> {
  const { pool, shop, admin, handle, now } = options;
  const { shopId, tagPrefix } = shop;
  const segment = (await loadSegments(pool, shopId)).find((row) => row.handle === handle);
  if (segment === undefined) return { outcome: "unknown-segment" };
  const { segmentId, tag, name } = segment;
  if (tag === null) return { outcome: "no-tag" };
  const query = queryOfTag(writeTag(tagPrefix, tag));
  const keep = (shopifyId: string): Promise<void> =>
    saveShopifySegment(pool, shopId, { segmentId, shopifyId, query, now });
  const settle = async (
    written: SegmentWritten,
    outcome: "made" | "followed",
  ): Promise<MakeShopifySegmentOutcome> => {
    if (written.outcome === "refused") return written;
    await keep(written.segment.id);
    return { outcome, name: written.segment.name };
  };

  const known = (await loadShopifySegments(pool, shopId)).find(
    (row) => row.segmentId === segmentId,
  );
  const standing = known === undefined ? null : await findShopifySegment(admin, known.shopifyId);
  if (standing !== null && known !== undefined) {
    if (standing.query === query) return { outcome: "stands", name: standing.name };
    if (standing.query !== known.query) return { outcome: "edited", name: standing.name };
    return settle(await changeShopifySegment(admin, { id: standing.id, query }), "followed");
  }
  const found = await findSegmentByQuery(admin, query);
  if (found !== null) {
    await keep(found.id);
    return { outcome: "stands", name: found.name };
  }
  return settle(await createShopifySegment(admin, { name: `Kindling: ${name}`, query }), "made");
}

/** In Shopify's query language. A quote or a backslash in a tag stands behind a backslash. */
const queryOfTag = (tag: string): string =>
  `customer_tags CONTAINS '${tag.replace(/['\\]/g, (sign) => `\\${sign}`)}'`;
