import { checkCondition } from "../../../pipeline/segment/check-condition.ts";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import type { Problem } from "../../../pipeline/segment/read-json.ts";
import type { ConditionNames, KnownName } from "../../../pipeline/segment/text/names.ts";
import type { EditorShop } from "../../../queries/read-editor-shop.ts";

/** What conditions can say in one shop. */
export interface ConditionLanguage {
  /** What stands between quotes in a text. */
  names: ConditionNames;
  /** What makes no sense, by its place in the tree. */
  check: (condition: Condition) => readonly Problem[];
}

export function languageOfShop(shop: EditorShop): ConditionLanguage {
  const context = {
    segments: shop.segments.map(({ handle }) => handle),
    tagPrefix: shop.tagPrefix,
  };
  return { names: namesOf(shop), check: (condition) => checkCondition(condition, context) };
}

function namesOf(shop: EditorShop): ConditionNames {
  const idOfHandle = new Map(shop.collections.map(({ id, handle }) => [handle, id]));
  const handleOfId = new Map(shop.collections.map(({ id, handle }) => [id, handle]));
  const known: Record<string, readonly KnownName[]> = {
    segment: shop.segments.map(({ handle, name }) => ({ name: handle, help: name })),
    collection: shop.collections.map(({ handle, title }) => ({ name: handle, help: title })),
    "product-type": shop.productTypes.map((name) => ({ name, help: "" })),
    vendor: shop.vendors.map((name) => ({ name, help: "" })),
  };
  return {
    collectionIdOf: (handle) => idOfHandle.get(handle) ?? null,
    handleOfCollection: (id) => handleOfId.get(id) ?? null,
    known: (kind) => known[kind] ?? [],
  };
}
