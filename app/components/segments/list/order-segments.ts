import type { SegmentOverview } from "../../../queries/read-segment-overview.ts";

export type SegmentOrder = "made" | "name" | "size" | "change";

export const SEGMENT_ORDERS: readonly { value: SegmentOrder; label: string }[] = [
  { value: "made", label: "Order of making" },
  { value: "name", label: "Name" },
  { value: "size", label: "Most customers" },
  { value: "change", label: "Most change since yesterday" },
];

/** By how many customers a segment grew since the end of yesterday. */
export const changeOf = ({ trend }: Pick<SegmentOverview, "trend">): number =>
  (trend.at(-1) ?? 0) - (trend.at(-2) ?? trend.at(-1) ?? 0);

/** The segments whose name, description or tag holds the text, in the order wanted. */
export function orderSegments(
  segments: readonly SegmentOverview[],
  { search, order }: { search: string; order: SegmentOrder },
): SegmentOverview[] {
  const wanted = search.trim().toLowerCase();
  const found = segments.filter(({ name, description, tag }) =>
    [name, description, tag ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  );
  switch (order) {
    case "made":
      return found;
    case "name":
      return found.sort((a, b) => a.name.localeCompare(b.name, "en"));
    case "size":
      return found.sort((a, b) => b.size - a.size);
    case "change":
      return found.sort((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)));
  }
}
