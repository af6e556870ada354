import { z } from "zod";
import type { AdminApi } from "./admin-api.ts";
import {
  CREATE_SEGMENT_MUTATION,
  NEWEST_SEGMENTS_QUERY,
  SEGMENT_QUERY,
  UPDATE_SEGMENT_MUTATION,
} from "./documents.ts";

const SegmentSchema = z.object({ id: z.string(), name: z.string(), query: z.string() });

/** A segment in Shopify. */
export type ShopifySegment = z.infer<typeof SegmentSchema>;

const NodesSchema = z.object({ nodes: z.array(SegmentSchema.nullable()) });
const ListSchema = z.object({ segments: z.object({ nodes: z.array(SegmentSchema) }) });
const WrittenSchema = z.object({
  payload: z.object({
    segment: SegmentSchema.nullable(),
    userErrors: z.array(z.object({ message: z.string() })),
  }),
});

/** Null where a merchant has deleted it. */
export async function findShopifySegment(
  admin: AdminApi,
  id: string,
): Promise<ShopifySegment | null> {
  const { nodes } = await admin.request(SEGMENT_QUERY, { ids: [id] }, NodesSchema);
  return nodes[0] ?? null;
}

/** One of the newest 250 whose query is exactly this one. */
export async function findSegmentByQuery(
  admin: AdminApi,
  query: string,
): Promise<ShopifySegment | null> {
  const { segments } = await admin.request(NEWEST_SEGMENTS_QUERY, {}, ListSchema);
  return segments.nodes.find((segment) => segment.query === query) ?? null;
}

export type SegmentWritten =
  { outcome: "written"; segment: ShopifySegment } | { outcome: "refused"; reason: string };

export async function createShopifySegment(
  admin: AdminApi,
  wanted: { name: string; query: string },
): Promise<SegmentWritten> {
  const { payload } = await admin.request(CREATE_SEGMENT_MUTATION, wanted, WrittenSchema);
  return readPayload(payload);
}

export async function changeShopifySegment(
  admin: AdminApi,
  change: { id: string; query: string },
): Promise<SegmentWritten> {
  const { payload } = await admin.request(UPDATE_SEGMENT_MUTATION, change, WrittenSchema);
  return readPayload(payload);
}

function readPayload({
  segment,
  userErrors,
}: z.infer<typeof WrittenSchema>["payload"]): SegmentWritten {
  if (segment !== null && userErrors.length === 0) return { outcome: "written", segment };
  const reason = userErrors.map(({ message }) => message).join("; ");
  return { outcome: "refused", reason: reason || "Shopify gave no reason" };
}
