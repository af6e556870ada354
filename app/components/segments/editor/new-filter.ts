import type { Filter } from "../../../pipeline/segment/condition-tree.ts";

export type FilterKind = Filter["kind"];

export const FILTER_KINDS = [
  "product",
  "collection",
  "product-type",
  "vendor",
  "price",
  "price-dropped",
  "channel",
  "discounted",
] as const satisfies readonly FilterKind[];

/** Whether only orders can be filtered so. */
export const ordersOnly = (kind: FilterKind): boolean =>
  kind === "channel" || kind === "discounted";

/** A filter to begin with. Lists are empty: what to choose is the merchant's to say. */
export function newFilter(kind: FilterKind): Filter {
  switch (kind) {
    case "product":
    case "collection":
      return { kind, ids: [] };
    case "product-type":
    case "vendor":
      return { kind, names: [] };
    case "channel":
      return { kind, names: ["web"] };
    case "price":
      return { kind, from: 50, below: null };
    case "price-dropped":
      return { kind, within: { kind: "days", days: 14 }, afterwards: false };
    case "discounted":
      return { kind, is: true };
  }
}
