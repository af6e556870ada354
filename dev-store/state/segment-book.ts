import type { Shop } from "./shop.ts";
import type { ShopState } from "./shop-state.ts";

type SegmentBook = Pick<Shop, "createSegment">;

/** Segments that merchants make in the admin; apps list them with their queries. */
export const openSegmentBook = ({ segments, clock, ids }: ShopState): SegmentBook => ({
  createSegment({ name, query }, at = Math.floor(clock.now())) {
    const segment = { id: ids("segment"), name, query, createdAt: at, updatedAt: at };
    segments.put(segment);
    return segment;
  },
});
