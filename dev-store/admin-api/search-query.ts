import { GraphQLError } from "graphql";

export interface SearchTerm {
  field: string;
  comparator: "=" | ">" | ">=" | "<" | "<=";
  value: string;
}

const TERM =
  /\s*(?:([a-z_]+):)?(>=|<=|>|<)?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s()'"]+))\s*/y;
/** Of a word or phrase that stands by itself: Shopify looks for it in several fields. */
export const DEFAULT_FIELD = "default";

const AND = /\s*AND\s+/y;

/**
 * Reads Shopify's search syntax as far as `field:value` terms and words, joined by AND (or by nothing), go.
 * Anything else is an error: Shopify would search in its own way, and the dev store must not guess.
 */
export function parseSearchQuery(query: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let at = 0;
  while (at < query.length && query.slice(at).trim() !== "") {
    if (terms.length > 0) {
      AND.lastIndex = at;
      if (AND.test(query)) at = AND.lastIndex;
    }
    TERM.lastIndex = at;
    const match = TERM.exec(query);
    if (match === null) throw cannotSearch(query.slice(at));
    const [, field = DEFAULT_FIELD, comparator, single, double, bare] = match;
    const quoted = single ?? double;
    if (
      field === DEFAULT_FIELD &&
      (comparator !== undefined || /^(OR|NOT|AND)$|^-/.test(bare ?? ""))
    )
      throw cannotSearch(query.slice(at));
    const value = quoted === undefined ? (bare ?? "") : quoted.replace(/\\(.)/g, "$1");
    terms.push({ field, comparator: toComparator(comparator), value });
    at = TERM.lastIndex;
  }
  return terms;
}

export function cannotSearch(what: string): GraphQLError {
  console.error(`dev store: the Admin API search cannot read: ${what}`);
  return new GraphQLError(`The dev store cannot search for: ${what}`, {
    extensions: { code: "DEV_STORE_NOT_IMPLEMENTED" },
  });
}

function toComparator(text: string | undefined): SearchTerm["comparator"] {
  return text === ">" || text === ">=" || text === "<" || text === "<=" ? text : "=";
}

/**
 * The ms that a term about a time allows, from inclusive to exclusive. Shopify's times are whole
 * seconds, so `>` a second means from the next one.
 */
export function timeRange({ comparator, value }: SearchTerm): { from: number; to: number } {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw cannotSearch(value);
  const second = Math.floor(ms / 1000) * 1000;
  const next = second + 1000;
  switch (comparator) {
    case ">":
      return { from: next, to: Number.MAX_SAFE_INTEGER };
    case ">=":
      return { from: second, to: Number.MAX_SAFE_INTEGER };
    case "<":
      return { from: 0, to: second };
    case "<=":
      return { from: 0, to: next };
    case "=":
      return { from: second, to: next };
  }
}
