import type pg from "pg";
import { saveWelcomeClosed } from "../db/shop.ts";

/** Puts the list of first steps away for everybody of the shop, or shows it again. */
export async function closeWelcome(options: {
  pool: pg.Pool;
  shopId: number;
  isClosed: boolean;
  now: number;
}): Promise<{ outcome: "closed" | "open" }> {
  const { pool, shopId, isClosed, now } = options;
  await saveWelcomeClosed(pool, shopId, isClosed ? now : null);
  return { outcome: isClosed ? "closed" : "open" };
}
