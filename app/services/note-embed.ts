import type pg from "pg";
import { z } from "zod";
import { saveEmbedStatus } from "../db/shop.ts";

export const EmbedNoteSchema = z.object({ status: z.enum(["active", "inactive"]) });

export type EmbedNote = z.infer<typeof EmbedNoteSchema>;

/**
 * Keeps what Shopify's admin said of the theme's embed to a merchant's browser, the only one that it tells: the next page
 * shows it from its first moment on.
 */
export async function noteEmbed(options: {
  pool: pg.Pool;
  shopId: number;
  note: EmbedNote;
}): Promise<{ outcome: "changed" | "known" }> {
  const { pool, shopId, note } = options;
  return { outcome: (await saveEmbedStatus(pool, shopId, note.status)) ? "changed" : "known" };
}
