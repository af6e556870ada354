import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";

/** What the segment editor offers to choose from, and the names of what conditions hold by id. */
export interface EditorShop {
  /** ISO 4217, of amounts. */
  currency: string;
  /** How tags of ours begin. */
  tagPrefix: string;
  /** Those that a condition can name: all but the one that is edited. */
  segments: { handle: string; name: string; tag: string | null }[];
  collections: { id: string; handle: string; title: string }[];
  /** Titles of the products that were asked for, by id. */
  productTitles: Record<string, string>;
  productTypes: string[];
  vendors: string[];
  /** Who would hear of entries and exits: workflows that use our triggers, a Klaviyo account. */
  listeners: { flow: boolean; klaviyo: boolean };
}

/** More of them are typed and not chosen. */
const MOST_NAMES = 500;
const MOST_COLLECTIONS = 2000;

export async function readEditorShop(
  input: { shopId: number; handle: string | null; productIds: readonly string[] },
  db: Queryable = getPool(),
): Promise<EditorShop> {
  const { shopId, handle, productIds } = input;
  const [shop, segments, collections, products, productTypes, vendors] = await Promise.all([
    db.query<{ currency: string; tagPrefix: string; flow: boolean; klaviyo: boolean }>(
      `SELECT currency, tag_prefix AS "tagPrefix",
         EXISTS (SELECT FROM flow_trigger_use WHERE shop_id = $1 AND is_used) AS flow,
         EXISTS (SELECT FROM klaviyo_key WHERE shop_id = $1) AS klaviyo
       FROM shop WHERE shop_id = $1`,
      [shopId],
    ),
    db.query<EditorShop["segments"][number]>(
      `SELECT handle, name, tag FROM segment
       WHERE shop_id = $1 AND handle IS DISTINCT FROM $2 ORDER BY segment_id`,
      [shopId, handle],
    ),
    db.query<EditorShop["collections"][number]>(
      `SELECT collection_id AS id, handle, title FROM collection
       WHERE shop_id = $1 AND deleted_at IS NULL ORDER BY lower(title), collection_id LIMIT $2`,
      [shopId, MOST_COLLECTIONS],
    ),
    db.query<{ id: string; title: string }>(
      "SELECT product_id AS id, title FROM product WHERE shop_id = $1 AND product_id = ANY($2::text[])",
      [shopId, productIds],
    ),
    readNames(db, shopId, "product_type"),
    readNames(db, shopId, "vendor"),
  ]);
  const [row] = shop.rows;
  if (row === undefined) throw new Error(`There is no shop ${shopId}`);
  const { flow, klaviyo, ...settings } = row;
  return {
    ...settings,
    listeners: { flow, klaviyo },
    segments: segments.rows,
    collections: collections.rows,
    productTitles: Object.fromEntries(products.rows.map(({ id, title }) => [id, title])),
    productTypes,
    vendors,
  };
}

async function readNames(
  db: Queryable,
  shopId: number,
  column: "product_type" | "vendor",
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT DISTINCT ${column} AS name FROM product
     WHERE shop_id = $1 AND ${column} IS NOT NULL AND deleted_at IS NULL ORDER BY 1 LIMIT $2`,
    [shopId, MOST_NAMES],
  );
  return rows.map(({ name }) => name);
}
