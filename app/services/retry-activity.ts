import type pg from "pg";
import { z } from "zod";
import { tellAgain } from "../db/announcements.ts";
import { retryDefinitions } from "../db/metafield-settings.ts";
import { retryRefusedFields } from "../db/metafield-states.ts";
import { schedulePixel } from "../db/pixels.ts";
import { scheduleFit } from "../db/predictions.ts";
import { readAgain } from "../db/raw-events.ts";
import { noteChange } from "../db/shop-changes.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";

const id = z.coerce.number().int().positive();

/** What a merchant can have tried again, as a form sends it. Tags have a way of their own: change-tags.ts. */
export const ActivityRetrySchema = z.discriminatedUnion("retry", [
  /** A change that Flow or Klaviyo refused. */
  z.object({ retry: z.literal("told"), announcementId: id }),
  /** A stored event that could not be read. */
  z.object({ retry: z.literal("unreadable"), rawEventId: id }),
  z.object({ retry: z.literal("metafields") }),
  z.object({ retry: z.literal("pixel") }),
  z.object({ retry: z.literal("fit") }),
]);

export type ActivityRetry = z.infer<typeof ActivityRetrySchema>;

export interface RetryActivityOutcome {
  outcome: "retried" | "nothing-failed";
  retry: ActivityRetry["retry"];
}

/**
 * Tries again at once what failed. What is told again comes after what was told meanwhile: its reason carries the time of
 * the change. Nothing is done twice that had been done.
 */
export async function retryActivity(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  asked: ActivityRetry;
}): Promise<RetryActivityOutcome> {
  const { pool, shopId, asked } = options;
  const done = await tryAgain(options);
  if (done) await noteChange(pool, shopId, ["activation"]);
  return { outcome: done ? "retried" : "nothing-failed", retry: asked.retry };
}

async function tryAgain(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  asked: ActivityRetry;
}): Promise<boolean> {
  const { pool, shopId, now, asked } = options;
  switch (asked.retry) {
    case "told":
      return tellAgain(pool, shopId, asked.announcementId);
    case "unreadable":
      return readAgain(pool, shopId, asked.rawEventId);
    case "metafields": {
      const definitions = await retryDefinitions(pool, shopId, now);
      return definitions + (await retryRefusedFields(pool, shopId, now)) > 0;
    }
    case "pixel":
      await schedulePixel(pool, shopId, now);
      return true;
    case "fit":
      return scheduleFit(pool, shopId, now);
    default:
      return assertNever(asked);
  }
}
