import type { CustomerSearch } from "../../services/find-customers.ts";

/** What an export is told of a search: whom it found, so that Shopify is not asked again. */
export function exportedSearch(search: CustomerSearch): Record<string, string> {
  if (search.outcome === "found") return { ids: search.ids.join(",") };
  return search.outcome === "id-prefix" ? { idPrefix: search.idPrefix } : {};
}
