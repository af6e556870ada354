import type { Atom } from "../../../../pipeline/segment/condition-tree.ts";

/** What the fields of one atom get: the atom, and what to call with the atom as it was changed. */
export interface RowProps<Kind extends Atom["kind"]> {
  atom: Extract<Atom, { kind: Kind }>;
  onChange: (atom: Extract<Atom, { kind: Kind }>) => void;
}
