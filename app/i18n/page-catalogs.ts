import type { UIMatch } from "@remix-run/react";
import type { CatalogName } from "./catalogs.ts";

/** What a route says of itself in `export const handle`: the catalogs whose words its page shows. */
export interface WordsHandle {
  words: CatalogName[];
}

/** The catalogs of the routes of a page. */
export function pageCatalogs(matches: readonly Pick<UIMatch, "handle">[]): CatalogName[] {
  return matches.flatMap(({ handle }) => (hasWords(handle) ? handle.words : []));
}

const hasWords = (handle: unknown): handle is WordsHandle =>
  typeof handle === "object" && handle !== null && "words" in handle && Array.isArray(handle.words);
