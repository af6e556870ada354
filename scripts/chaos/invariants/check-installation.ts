import type pg from "pg";
import type { ChaosShop } from "../world/open-shops.ts";

/** Every shop is installed on both sides, also one that went and came back: its pixel stands, and names it as before. */
export async function checkInstallation(
  pool: pg.Pool,
  { shop, shopId, domain, pixelToken }: ChaosShop,
): Promise<string[]> {
  const { rows } = await pool.query<{ words: string }>(
    `SELECT concat_ws(' ', status, pixel_token, web_pixel_id) AS words FROM shop WHERE shop_id = $1`,
    [shopId],
  );
  const pixel = shop.webPixel();
  const wanted = `installed ${pixelToken} gid://shopify/WebPixel/${pixel?.id}`;
  const [is, told] = [rows[0]?.words ?? "gone", JSON.stringify(pixel?.settings ?? {})];
  return [
    ...(is === wanted ? [] : [`${domain}: the shop is ${is}, not ${wanted}`]),
    ...(told.includes(pixelToken) ? [] : [`${domain}: the pixel in Shopify is told ${told}`]),
  ];
}
