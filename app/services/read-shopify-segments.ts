import { z } from "zod";
import { asksForTag } from "../pipeline/activate/asks-for-tag.ts";
import { readId } from "../pipeline/capture/fields.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { SEGMENTS_QUERY } from "../shopify/documents.ts";

export type ShopifySegments =
  /** `isComplete`: all of the shop's segments were looked at. */
  | { outcome: "read"; segments: { id: string; name: string }[]; isComplete: boolean }
  /** Shopify did not answer in time, or not this question. */
  | { outcome: "unavailable" };

/** Shopify takes 250 at once; a shop with more than a thousand segments is told of those edited last. */
const SEGMENTS_AT_ONCE = 250;
const MOST_PAGES = 4;
/** Somebody waits for it beside a page that is there already. */
const PATIENCE_MS = 8_000;

const SegmentsSchema = z.object({
  segments: z.object({
    nodes: z.array(z.object({ id: z.string(), name: z.string(), query: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/**
 * The segments of Shopify that ask for a tag, as they are at this moment. Shopify cannot search them by what they ask, so
 * they are looked through.
 * @param of.tag as customers carry it, prefix included
 */
export async function readShopifySegments(
  admin: AdminApi,
  { tag, patienceMs = PATIENCE_MS }: { tag: string; patienceMs?: number },
): Promise<ShopifySegments> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<ShopifySegments>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: "unavailable" }), patienceMs);
  });
  try {
    return await Promise.race([lookThrough(admin, tag), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function lookThrough(admin: AdminApi, tag: string): Promise<ShopifySegments> {
  const found: { id: string; name: string }[] = [];
  let after: string | null = null;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const variables: { first: number; after: string | null } = { first: SEGMENTS_AT_ONCE, after };
      const { segments } = await admin.request(SEGMENTS_QUERY, variables, SegmentsSchema);
      for (const { id, name, query } of segments.nodes) {
        if (asksForTag(query, tag)) found.push({ id: readId(id) ?? id, name });
      }
      if (!segments.pageInfo.hasNextPage) {
        return { outcome: "read", segments: found, isComplete: true };
      }
      after = segments.pageInfo.endCursor;
    }
  } catch (error) {
    if (error instanceof AdminApiError) return { outcome: "unavailable" };
    throw error;
  }
  return { outcome: "read", segments: found, isComplete: false };
}
