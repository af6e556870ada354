import type pg from "pg";
import { z } from "zod";
import { deleteSegment, type DeleteSegmentOutcome } from "./delete-segment.ts";
import { restoreSegmentVersion, type RestoreOutcome } from "./restore-segment-version.ts";

/** What a segment's page can ask for. */
export const SegmentChangeSchema = z.discriminatedUnion("change", [
  z.object({ change: z.literal("restore"), version: z.coerce.number().int().positive() }),
  z.object({ change: z.literal("delete") }),
]);

export type SegmentAnswer = RestoreOutcome | DeleteSegmentOutcome;

/** Does what a segment's page asks for. */
export async function changeSegment(options: {
  pool: pg.Pool;
  shopId: number;
  handle: string;
  asked: z.infer<typeof SegmentChangeSchema>;
  now: number;
}): Promise<SegmentAnswer> {
  const { asked, ...rest } = options;
  if (asked.change === "delete") return deleteSegment(rest);
  return restoreSegmentVersion({ ...rest, version: asked.version });
}
