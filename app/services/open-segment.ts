import type pg from "pg";
import { loadPublished } from "../db/segment-versions.ts";
import { DEFAULT_SEGMENTS } from "../pipeline/segment/default-segments.ts";
import { readDefinition, type SegmentDefinition } from "./segment-definition.ts";

/** What the editor begins with. */
export interface OpenedSegment {
  content: SegmentDefinition;
  /** The version that it is; null: of none, the segment is new. */
  version: number | null;
  /** Products that the conditions name, to show their titles. */
  productIds: string[];
}

/** A segment as it was published last. @returns null when the shop has none of that handle */
export async function openSegment(
  pool: pg.Pool,
  { shopId, handle }: { shopId: number; handle: string },
): Promise<OpenedSegment | null> {
  const row = (await loadPublished(pool, shopId)).find((each) => each.handle === handle);
  if (row === undefined) return null;
  const { handle: _, ...content } = readDefinition(row.definition, handle);
  return { content, version: row.version, productIds: productIdsOf(content) };
}

const BLANK: SegmentDefinition = {
  name: "",
  description: "",
  tag: null,
  condition: { kind: "all", of: [] },
  leaveWhen: null,
  minimumStayMs: 0,
  minimumAbsenceMs: 0,
};

/** What a new segment begins with: the ready segment of that handle, without its tag, or nothing. */
export function openNewSegment(from: string | null): OpenedSegment {
  const ready = DEFAULT_SEGMENTS.find(({ handle }) => handle === from);
  if (ready === undefined) return { content: BLANK, version: null, productIds: [] };
  const { name, description, condition, leaveWhen, minimumStayMs, minimumAbsenceMs } = ready;
  return {
    content: {
      ...{ name: `${name}, changed`, description, tag: null },
      ...{ condition, leaveWhen, minimumStayMs, minimumAbsenceMs },
    },
    version: null,
    productIds: [],
  };
}

/** The ready segments, to begin a new one with. */
export const listReadySegments = (): { handle: string; name: string; description: string }[] =>
  DEFAULT_SEGMENTS.map(({ handle, name, description }) => ({ handle, name, description }));

function productIdsOf(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  const isProducts = "kind" in part && part.kind === "product" && "ids" in part;
  if (isProducts && Array.isArray(part.ids)) return part.ids.map(String);
  return Object.values(part).flatMap(productIdsOf);
}
