import type pg from "pg";
import { loadPublished } from "../db/segment-versions.ts";
import { DEFAULT_SEGMENTS } from "../pipeline/segment/default-segments.ts";
import type { Segment } from "../pipeline/segment/segments.ts";
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

/** What a new segment can begin as a copy of. */
export interface Beginning {
  /** Its name in the address. */
  from: string;
  name: string;
  description: string;
}

export interface NewSegment extends OpenedSegment {
  /** The shop's own segments, and the ready ones that the shop does not have. */
  own: Beginning[];
  ready: Beginning[];
}

/** What a new segment begins with: a copy of the shop's segment or the ready one of that handle, without its tag, or nothing. */
export async function openNewSegment(
  pool: pg.Pool,
  { shopId, from }: { shopId: number; from: string | null },
): Promise<NewSegment> {
  const published = await loadPublished(pool, shopId);
  const own = published.map(({ handle, definition }) => readDefinition(definition, handle));
  const ready = DEFAULT_SEGMENTS.filter(({ handle }) => own.every((one) => one.handle !== handle));
  const beginnings = { own: own.map(beginningOf), ready: ready.map(beginningOf) };
  const original = [...own, ...ready].find(({ handle }) => handle === from);
  if (original === undefined) {
    return { content: BLANK, version: null, productIds: [], ...beginnings };
  }
  const { handle: _, ...content } = { ...original, tag: null };
  return { content, version: null, productIds: productIdsOf(content), ...beginnings };
}

const beginningOf = ({ handle, name, description }: Segment): Beginning => ({
  from: handle,
  name,
  description,
});

function productIdsOf(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  const isProducts = "kind" in part && part.kind === "product" && "ids" in part;
  if (isProducts && Array.isArray(part.ids)) return part.ids.map(String);
  return Object.values(part).flatMap(productIdsOf);
}
