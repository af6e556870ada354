/** What people call by names: between quotes in the text. */
export type NameKind = "segment" | "collection" | "product-type" | "vendor" | "channel" | "tag";

/** A name that exists in the shop, as completions offer it. */
export interface KnownName {
  name: string;
  /** What it is for a reader, e.g. the title of a segment; may be empty. */
  help: string;
}

/**
 * The shop's names: pure look-ups over data that was loaded before. Conditions hold collections by id, since a handle
 * can be changed; the text shows the handle wherever it leads back to the same id.
 */
export interface ConditionNames {
  /** The id of the collection with this handle; null: there is none. */
  collectionIdOf(handle: string): string | null;
  /** The handle of the collection with this id; null: it is not known. */
  handleOfCollection(id: string): string | null;
  /** The names of a kind, best first, for completions and for what was probably meant. */
  known(kind: NameKind): readonly KnownName[];
}

/** Without a shop: collections are written by their ids, and no name is offered. */
export const NO_NAMES: ConditionNames = {
  collectionIdOf: () => null,
  handleOfCollection: () => null,
  known: () => [],
};
