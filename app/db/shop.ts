import type { KeptTags } from "../pipeline/capture/keep-prefixed-tags.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** "cleaning" takes every tag of ours off; "paused" and "cleaned" write none. */
export type TagMode = "writing" | "paused" | "cleaning" | "cleaned";

export interface ShopRow {
  shopId: number;
  domain: string;
  status: "installed" | "uninstalled";
  currency: string;
  timezone: string;
  plan: string;
  tagPrefix: string;
  /** Prefixes that were ours before, and whose tags are not all gone yet. */
  formerPrefixes: string[];
  tagMode: TagMode;
  /** Tags of others that a condition of the shop names, in lower case: these alone are kept. */
  watchedTags: string[];
  installedAt: number;
  /** When a visit last proved the app installed; null: not since the installation itself. */
  authorizedAt: number | null;
  /** null until the first backfill is whole: scores are provisional and no tag is written. */
  readyAt: number | null;
  /** The first UTC day of which scores are kept; null: not ready, or since before they were kept. */
  scoresFrom: number | null;
  /** Whether pages ask Shopify for the names of the customers that they show. */
  showNames: boolean;
}

/** Under which tags are ours: the shop's prefix, and those that were it before. */
export const allPrefixes = (
  shop: Pick<ShopRow, "tagPrefix" | "formerPrefixes">,
): readonly string[] => [shop.tagPrefix, ...shop.formerPrefixes];

/** Of all tags of a customer those that are kept. */
export const keptTags = (
  shop: Pick<ShopRow, "tagPrefix" | "formerPrefixes" | "watchedTags">,
): KeptTags => ({ tagPrefixes: allPrefixes(shop), watchedTags: shop.watchedTags });

const COLUMNS = `shop_id AS "shopId", domain, status, currency, timezone, plan,
  tag_prefix AS "tagPrefix", former_prefixes AS "formerPrefixes", tag_mode AS "tagMode",
  ARRAY(SELECT tag FROM watched_tag WHERE watched_tag.shop_id = shop.shop_id ORDER BY tag) AS "watchedTags",
  installed_at AS "installedAt", authorized_at AS "authorizedAt", ready_at AS "readyAt",
  scores_from AS "scoresFrom", show_names AS "showNames"`;

export async function findShop(db: Queryable, domain: string): Promise<ShopRow | null> {
  const { rows } = await acrossShops(db).query<ShopRow>(
    `SELECT ${COLUMNS} FROM shop WHERE domain = $1`,
    [domain],
  );
  return rows[0] ?? null;
}

/** The shop whose pixel was given this token: its number, a point, and what cannot be guessed. */
export async function findShopByPixelToken(db: Queryable, token: string): Promise<ShopRow | null> {
  const { rows } = await acrossShops(db).query<ShopRow>(
    `SELECT ${COLUMNS} FROM shop WHERE shop_id = $1 AND pixel_token = $2`,
    [Number.parseInt(token, 10), token],
  );
  return rows[0] ?? null;
}

export async function findShopById(db: Queryable, shopId: number): Promise<ShopRow | null> {
  const { rows } = await db.query<ShopRow>(`SELECT ${COLUMNS} FROM shop WHERE shop_id = $1`, [
    shopId,
  ]);
  return rows[0] ?? null;
}

/** @throws Error when there is no such shop */
export async function getShop(db: Queryable, shopId: number): Promise<ShopRow> {
  const shop = await findShopById(db, shopId);
  if (!shop) throw new Error(`There is no shop ${shopId}`);
  return shop;
}

export async function saveInstalledShop(
  db: Queryable,
  shop: { domain: string; currency: string; timezone: string; plan: string; now: number },
): Promise<ShopRow> {
  const { rows } = await db.query<ShopRow>(
    `INSERT INTO shop (domain, status, currency, timezone, plan, installed_at)
     VALUES ($1, 'installed', $2, $3, $4, $5)
     ON CONFLICT (domain) DO UPDATE SET status = 'installed', currency = $2, timezone = $3, plan = $4,
       uninstalled_at = NULL, ready_at = CASE WHEN shop.status = 'installed' THEN shop.ready_at END,
       installed_at = CASE WHEN shop.status = 'installed' THEN shop.installed_at ELSE $5 END,
       -- A cleaning was for the installation that ended; a pause is the merchant's until they end it.
       tag_mode = CASE WHEN shop.status = 'installed' OR shop.tag_mode = 'paused' THEN shop.tag_mode
         ELSE 'writing' END
     RETURNING ${COLUMNS}`,
    [shop.domain, shop.currency, shop.timezone, shop.plan, new Date(shop.now)],
  );
  const saved = rows[0];
  if (!saved) throw new Error(`The shop ${shop.domain} could not be saved`);
  await db.query("INSERT INTO shop_work (shop_id) VALUES ($1) ON CONFLICT DO NOTHING", [
    saved.shopId,
  ]);
  return saved;
}

/**
 * Notes that Shopify gave a token for the shop at a merchant's visit: the app is installed there. The
 * token may carry scopes that the one before lacked, so a pixel that failed is tried again at once.
 */
export async function markAuthorized(db: Queryable, domain: string, now: number): Promise<void> {
  await acrossShops(db).query(
    `UPDATE shop SET authorized_at = GREATEST(authorized_at, $2),
       pixel_due_at = CASE WHEN pixel_error IS NULL THEN pixel_due_at ELSE LEAST(pixel_due_at, $2) END
     WHERE domain = $1`,
    [domain, new Date(now)],
  );
  // Writing tags may have waited for just this.
  await acrossShops(db).query(
    "UPDATE tag_turn SET turn_at = NULL FROM shop WHERE shop.domain = $1 AND tag_turn.shop_id = shop.shop_id",
    [domain],
  );
}

export async function markUninstalled(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    `UPDATE shop SET status = 'uninstalled', uninstalled_at = $2,
       web_pixel_id = NULL, pixel_due_at = NULL, pixel_attempts = 0, pixel_error = NULL, embed_status = NULL
     WHERE shop_id = $1`,
    [shopId, new Date(now)],
  );
}

/** From this day on scores are kept. @returns whether the shop became ready by this call */
export async function markReady(db: Queryable, shopId: number, now: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE shop SET ready_at = $2, scores_from = COALESCE(scores_from, $3)
     WHERE shop_id = $1 AND ready_at IS NULL`,
    [shopId, new Date(now), dayOf(now)],
  );
  return rowCount === 1;
}

/** Has scores kept from a day on, in a shop that was ready before any were. */
export async function beginHistory(db: Queryable, shopId: number, day: number): Promise<void> {
  await db.query("UPDATE shop SET scores_from = $2 WHERE shop_id = $1 AND scores_from IS NULL", [
    shopId,
    day,
  ]);
}

/** Follows currency and time zone; an older telling than the one that stands changes nothing. */
export async function updateShopSettings(
  db: Queryable,
  shopId: number,
  settings: { currency: string; timezone: string; sourceUpdatedAt: number },
): Promise<void> {
  await db.query(
    `UPDATE shop SET currency = $2, timezone = $3, source_updated_at = $4
     WHERE shop_id = $1 AND (source_updated_at IS NULL OR source_updated_at <= $4)`,
    [shopId, settings.currency, settings.timezone, new Date(settings.sourceUpdatedAt)],
  );
}

/** Whether pages ask Shopify for names. */
export async function setShowNames(db: Queryable, shopId: number, isOn: boolean): Promise<void> {
  await db.query("UPDATE shop SET show_names = $2 WHERE shop_id = $1", [shopId, isOn]);
}

/** What the admin last said of the embed. @returns whether it was something else before */
export async function saveEmbedStatus(
  db: Queryable,
  shopId: number,
  status: "active" | "inactive",
): Promise<boolean> {
  const { rowCount } = await db.query(
    "UPDATE shop SET embed_status = $2 WHERE shop_id = $1 AND embed_status IS DISTINCT FROM $2",
    [shopId, status],
  );
  return rowCount === 1;
}

/** When the merchant put the first steps away; null: they are shown. */
export async function saveWelcomeClosed(
  db: Queryable,
  shopId: number,
  at: number | null,
): Promise<void> {
  await db.query("UPDATE shop SET welcome_closed_at = $2 WHERE shop_id = $1", [
    shopId,
    at === null ? null : new Date(at),
  ]);
}
