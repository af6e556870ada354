import { z } from "zod";
import { parseSegments } from "../pipeline/segment/definition.ts";
import type { Segment } from "../pipeline/segment/segments.ts";

/** All that a version of a segment says: a `Segment` without its handle, which never changes. */
export type SegmentDefinition = Omit<Segment, "handle">;

const StoredSchema = z.object({
  name: z.string(),
  description: z.string(),
  tag: z.string().nullable(),
  condition: z.unknown(),
  leaveWhen: z.unknown(),
  minimumStayMs: z.number(),
  minimumAbsenceMs: z.number(),
});

/**
 * A definition as stored.
 * @throws Error that names the segment and what cannot be read
 */
export function readDefinition(json: unknown, handle: string): Segment {
  const stored = StoredSchema.parse(json);
  const [segment] = parseSegments([{ ...stored, handle }]);
  if (segment === undefined) throw new Error(`Segment ${handle} has no definition`);
  return segment;
}
