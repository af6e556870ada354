import type { SegmentOverview } from "../../../queries/read-segment-overview.ts";
import type { Direction, Sort } from "../../../queries/sort.ts";
import { orderRows } from "../../table/order-rows.ts";

export type SegmentSort = "made" | "name" | "size" | "change" | "revenue";

/** What the list can be ordered by, each with the direction that one wishes first. */
export const SEGMENT_SORTS: Record<SegmentSort, Direction> = {
  made: "asc",
  name: "asc",
  size: "desc",
  change: "desc",
  revenue: "desc",
};

/** By how many customers a segment grew since the end of yesterday. */
export const changeOf = ({ trend }: Pick<SegmentOverview, "trend">): number =>
  (trend.at(-1) ?? 0) - (trend.at(-2) ?? trend.at(-1) ?? 0);

/** The segments whose name, description or tag holds the text, in the order wanted. */
export function orderSegments(
  segments: readonly SegmentOverview[],
  asked: { search: string; sort: Sort<SegmentSort>; locale: string },
): SegmentOverview[] {
  const { search, sort, locale } = asked;
  const wanted = search.trim().toLowerCase();
  const places = new Map(segments.map(({ handle }, place) => [handle, place]));
  const found = segments.filter(({ name, description, tag }) =>
    [name, description, tag ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  );
  return orderRows(found, sort, {
    values: {
      made: ({ handle }) => places.get(handle) ?? 0,
      name: ({ name }) => name,
      size: ({ size }) => size,
      change: changeOf,
      revenue: ({ revenue30 }) => revenue30,
    },
    locale,
  });
}
