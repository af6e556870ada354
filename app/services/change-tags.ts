import type pg from "pg";
import { z } from "zod";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { changeTagMode, type TagModeOutcome } from "./change-tag-mode.ts";
import { retryTags, type RetryTagsOutcome } from "./retry-tags.ts";
import { setTagPrefix, type SetTagPrefixOutcome } from "./set-tag-prefix.ts";

/** What a merchant can order for the shop's tags, as a form sends it. */
export const TagChangeSchema = z.discriminatedUnion("change", [
  z.object({ change: z.literal("mode"), order: z.enum(["pause", "resume", "clean"]) }),
  z.object({ change: z.literal("prefix"), text: z.string() }),
  /** Without a customer: of all. */
  z.object({ change: z.literal("retry"), customerId: z.string().regex(/^\d+$/).optional() }),
]);

export type TagChange = z.infer<typeof TagChangeSchema>;

export type TagChangeOutcome =
  | { change: "mode"; result: TagModeOutcome }
  | { change: "prefix"; result: SetTagPrefixOutcome }
  | { change: "retry"; result: RetryTagsOutcome };

/** Carries out one order for a shop's tags. */
export async function changeTags(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  asked: TagChange;
}): Promise<TagChangeOutcome> {
  const { asked, ...shared } = options;
  const { change } = asked;
  switch (change) {
    case "mode":
      return { change, result: await changeTagMode({ ...shared, order: asked.order }) };
    case "prefix":
      return { change, result: await setTagPrefix({ ...shared, text: asked.text }) };
    case "retry":
      return {
        change,
        result: await retryTags({ ...shared, customerId: asked.customerId ?? null }),
      };
    default:
      return assertNever(change);
  }
}
