import type { Sort } from "../../queries/sort.ts";

/**
 * Rows of a short list in the order that its head asks for; what is unknown comes last either way. Equal rows keep their
 * places. Words are compared as the locale does.
 */
export function orderRows<Row, Name extends string>(
  rows: readonly Row[],
  sort: Sort<NoInfer<Name>>,
  options: { values: Record<Name, (row: Row) => string | number | null>; locale: string },
): Row[] {
  const valueOf = options.values[sort.by];
  const words = new Intl.Collator(options.locale, { numeric: true });
  const sign = sort.direction === "asc" ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * words.compare(String(a), String(b));
  });
}
