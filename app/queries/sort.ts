/** By which of its columns a list is ordered, and which way. */
export interface Sort<Name extends string = string> {
  by: Name;
  direction: Direction;
}

export type Direction = "asc" | "desc";
