import { Link } from "@remix-run/react";
import type { Direction, Sort } from "../../queries/sort.ts";
import { useAddress, type Choices } from "../frame/use-address.ts";

/** A column that its list can be ordered by. */
export interface SortableColumn {
  header: string;
  /** Its name in the address. */
  by: string;
  /** What a first click on it asks for. */
  first: Direction;
}

/** The head of a column as a link to the same list in its order; a second click turns it around. */
export function SortHeader({ column, sort }: { column: SortableColumn; sort: Sort }) {
  const { href } = useAddress();
  const isActive = sort.by === column.by;
  return (
    <Link
      className="k-sort"
      to={href(sortChoices(column.by, isActive ? opposite(sort.direction) : column.first))}
      preventScrollReset
    >
      {column.header}
      <span className="k-sort-arrow" aria-hidden="true" data-active={isActive || undefined}>
        {(isActive ? sort.direction : column.first) === "asc" ? "↑" : "↓"}
      </span>
    </Link>
  );
}

/** An order for the address. It begins at the first page. */
export const sortChoices = (by: string, order: Direction): Choices => ({
  sort: by,
  order,
  after: null,
  before: null,
});

const opposite = (direction: Direction): Direction => (direction === "asc" ? "desc" : "asc");

/** What assistive technology is told of a column's order. */
export function ariaSort(sort: Sort | undefined, by: string): "ascending" | "descending" | "none" {
  if (sort?.by !== by) return "none";
  return sort.direction === "asc" ? "ascending" : "descending";
}
