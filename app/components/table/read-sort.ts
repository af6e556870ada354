import type { Direction, Sort } from "../../queries/sort.ts";

/**
 * The order of a list as the address of its page names it: "sort" the column, "order" the direction.
 * @param columns what the list can be ordered by, each with the direction that one wishes first
 * @param fallback where the address names no column, or one that is none
 */
export function readSort<Name extends string>(
  params: URLSearchParams,
  columns: Readonly<Record<Name, Direction>>,
  fallback: Name,
): Sort<Name> {
  const asked = params.get("sort") ?? "";
  const by = isColumn(columns, asked) ? asked : fallback;
  const order = params.get("order");
  const isDirection = order === "asc" || order === "desc";
  return { by, direction: isDirection && by === asked ? order : columns[by] };
}

const isColumn = <Name extends string>(
  columns: Readonly<Record<Name, Direction>>,
  name: string,
): name is Name => Object.hasOwn(columns, name);
