import type pg from "pg";
import { z } from "zod";
import { loadPublished } from "../db/segment-versions.ts";
import { isStorableText } from "../pipeline/shared/storable-text.ts";
import { publishSegment, type PublishOutcome } from "./publish-segment.ts";
import { readDefinition, type SegmentDefinition } from "./segment-definition.ts";

export type PublishAnswer =
  | { outcome: "published"; handle: string; version: number; isInForce: boolean }
  /** `newest`: what was published meanwhile; null: the segment was deleted. */
  | { outcome: "stale"; version: number | null; newest: SegmentDefinition | null }
  | Exclude<PublishOutcome, { outcome: "published" | "stale" }>;

const DraftSchema = z.object({
  /** null: the segment is new. */
  handle: z.string().nullable(),
  /** The version that the draft was made from; null: of none. */
  version: z.number().int().nullable(),
  /** Whether Flow and Klaviyo are told of who enters and leaves by it. */
  isTold: z.boolean(),
  /** The condition as it was written. */
  text: z.string().max(100_000).refine(isStorableText, "expected a text").nullable(),
  content: z.object({
    name: z.string(),
    description: z.string(),
    tag: z.string().nullable(),
    condition: z.unknown(),
    leaveWhen: z.unknown(),
    minimumStayMs: z.number(),
    minimumAbsenceMs: z.number(),
  }),
});

/**
 * Publishes what the editor sends. A new segment gets a handle by its name.
 * @throws ZodError when the body is not one that the editor sends
 */
export async function publishDraft(options: {
  pool: pg.Pool;
  shopId: number;
  body: unknown;
  now: number;
}): Promise<PublishAnswer> {
  const { pool, shopId, now } = options;
  const { handle: known, version, text, isTold, content } = DraftSchema.parse(options.body);
  const handle = known ?? (await chooseHandle(pool, shopId, content.name));
  const draft = { ...content, condition: content.condition, leaveWhen: content.leaveWhen ?? null };
  const published = await publishSegment({
    ...{ pool, shopId, now, handle, text, isTold },
    draft,
    baseVersion: version,
  });
  switch (published.outcome) {
    case "published":
      return {
        outcome: "published",
        handle,
        version: published.version,
        isInForce: published.isInForce,
      };
    case "stale":
      return { ...published, newest: await loadNewest(pool, shopId, handle) };
    default:
      return published;
  }
}

/** Addresses of pages beside those of segments. */
const RESERVED = ["new"];

async function chooseHandle(pool: pg.Pool, shopId: number, name: string): Promise<string> {
  const taken = new Set([
    ...RESERVED,
    ...(await loadPublished(pool, shopId)).map(({ handle }) => handle),
  ]);
  return freeHandle(name, taken);
}

/** The words of a name with hyphens, with a number where that is taken; "segment" for a name without any letter. */
export function freeHandle(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  const stem = words === "" ? "segment" : words;
  for (let count = 1; ; count += 1) {
    const handle = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(handle)) return handle;
  }
}

async function loadNewest(
  pool: pg.Pool,
  shopId: number,
  handle: string,
): Promise<SegmentDefinition | null> {
  const row = (await loadPublished(pool, shopId)).find((each) => each.handle === handle);
  if (row === undefined) return null;
  const { handle: _, ...definition } = readDefinition(row.definition, handle);
  return definition;
}
