import type { DevDatabase } from "./database.ts";
import type { IdSource } from "./ids.ts";
import type { WebPixel } from "./types.ts";

/** The app's web pixels: one per shop at most, none where it was not activated. */
export interface PixelStore {
  find(shopDomain: string): WebPixel | undefined;
  create(shopDomain: string, settings: Record<string, string>): WebPixel;
  update(pixel: WebPixel, settings: Record<string, string>): WebPixel;
  remove(shopDomain: string): void;
}

export function openPixelStore(database: DevDatabase, ids: IdSource): PixelStore {
  const write = (pixel: WebPixel): WebPixel => {
    database
      .statement("INSERT OR REPLACE INTO web_pixels (shop, body) VALUES (?, ?)")
      .run(pixel.shopDomain, JSON.stringify(pixel));
    return pixel;
  };
  return {
    find(shopDomain) {
      const row = database.statement("SELECT body FROM web_pixels WHERE shop = ?").get(shopDomain);
      return row === undefined ? undefined : JSON.parse(String(row["body"]));
    },
    create: (shopDomain, settings) => write({ id: ids("webPixel"), shopDomain, settings }),
    update: (pixel, settings) => write({ ...pixel, settings }),
    remove(shopDomain) {
      database.statement("DELETE FROM web_pixels WHERE shop = ?").run(shopDomain);
    },
  };
}
