import type { Collection, Product } from "../../state/types.ts";
import { toDateTime } from "../api-node.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { connectArray } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import { toGid } from "../gid.ts";
import { metafieldFields } from "./metafield-node.ts";
import { toProductNode } from "./product-node.ts";

export function toCollectionNode(context: ApiContext, collection: Collection): ApiNode {
  const id = toGid("Collection", collection.id);
  const { products } = context.state;
  // A product that was deleted stands in the collection's list until the merchant saves it again.
  const isThere = (product: Product | undefined): product is Product => product !== undefined;
  const members = (): Product[] =>
    collection.productIds.map((one) => products.get(one)).filter(isThere);
  return {
    __typename: "Collection",
    id,
    legacyResourceId: collection.id,
    title: collection.title,
    handle: collection.handle,
    description: "",
    descriptionHtml: "",
    updatedAt: toDateTime(collection.updatedAt),
    ruleSet: null,
    productsCount: () => ({
      __typename: "Count",
      count: members().length,
      precision: "EXACT",
    }),
    products: (args: PageArguments) =>
      connectArray("Product", { items: members(), args }, (product) =>
        toProductNode(context, product),
      ),
    hasProduct: (args: { id: string }) =>
      members().some((product) => toGid("Product", product.id) === args.id),
    ...metafieldFields(context, id),
  };
}

/** The collections that a product is in, by their ids. */
export function connectCollectionsOf(
  context: ApiContext,
  product: Product,
  args: PageArguments,
): ApiNode {
  const items = [...context.state.collections.all()].filter(({ productIds }) =>
    productIds.includes(product.id),
  );
  return connectArray("Collection", { items, args }, (one) => toCollectionNode(context, one));
}
