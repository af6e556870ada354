import {
  buildProductDeletePayload,
  buildProductPayload,
  buildStockPayload,
} from "../webhooks/payloads/product.ts";
import type { ProductInput, Shop, VariantInput } from "./shop.ts";
import { beginChange } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import type { Product, Variant } from "./types.ts";

type ProductBook = Pick<Shop, "createProduct" | "updateProduct" | "deleteProduct">;

export function openProductBook(state: ShopState): ProductBook {
  const { record, customers, products, database, ids } = state;
  const payloadShop = { record, customer: (id: string) => customers.get(id) };

  return {
    createProduct(input, options) {
      return database.transaction(() => {
        const id = input.id ?? ids("product");
        if (products.get(id) !== undefined) throw new Error(`Product ${id} is there already.`);
        const change = beginChange(state, options, input.createdAt);
        const createdAt = Math.floor(input.createdAt ?? change.at);
        const product: Product = {
          id,
          title: input.title,
          handle: input.handle ?? `${handleOf(input.title)}-${id.slice(-6)}`,
          vendor: input.vendor ?? record.name,
          productType: input.productType ?? "",
          status: input.status ?? "ACTIVE",
          tags: input.tags ?? [],
          descriptionHtml: input.descriptionHtml ?? "",
          createdAt,
          updatedAt: change.at,
          variants: variantsOf(input).map((variant) => ({
            ...blankVariant(variant.id ?? ids("variant"), createdAt),
            ...variantFields(variant),
          })),
        };
        products.put(product);
        change.tell("products/create", () => buildProductPayload(payloadShop, product));
        return product;
      });
    },

    updateProduct(id, input, options) {
      return database.transaction(() => {
        const before = requireProduct(state, id);
        const change = beginChange(state, options);
        const product: Product = {
          ...before,
          title: input.title ?? before.title,
          handle: input.handle ?? before.handle,
          vendor: input.vendor ?? before.vendor,
          productType: input.productType ?? before.productType,
          status: input.status ?? before.status,
          tags: input.tags ?? before.tags,
          descriptionHtml: input.descriptionHtml ?? before.descriptionHtml,
          updatedAt: change.at,
          variants: before.variants.map((variant) => {
            const priced = { priceMinor: input.priceMinor ?? variant.priceMinor };
            const own = input.variants?.find((candidate) => candidate.id === variant.id);
            const fields = own === undefined ? {} : variantFields(own);
            return { ...variant, ...priced, ...fields, updatedAt: change.at };
          }),
        };
        products.put(product);
        change.tell("products/update", () => buildProductPayload(payloadShop, product));
        for (const variant of product.variants) {
          const old = before.variants.find(({ id: variantId }) => variantId === variant.id);
          const paths = old === undefined ? [] : changedPaths(old, variant);
          if (paths.length > 0) change.tellVariant({ productId: id, variantId: variant.id, paths });
          const stock = old === undefined ? null : stockTopic(old, variant);
          if (stock !== null) {
            change.tell(stock, () =>
              buildStockPayload(payloadShop, { product, variant, before: old ?? variant }),
            );
          }
        }
        return product;
      });
    },

    deleteProduct(id, options) {
      database.transaction(() => {
        requireProduct(state, id);
        const change = beginChange(state, options);
        products.remove(id);
        change.tell("products/delete", () => buildProductDeletePayload({ id }));
      });
    },
  };
}

function requireProduct(state: ShopState, id: string): Product {
  const product = state.products.get(id);
  if (product === undefined) throw new Error(`${state.record.domain} has no product ${id}.`);
  return product;
}

function variantsOf(input: ProductInput): VariantInput[] {
  if (input.variants !== undefined && input.variants.length > 0) return input.variants;
  return [{ priceMinor: input.priceMinor ?? 0, sku: input.sku ?? null }];
}

function blankVariant(id: string, createdAt: number): Variant {
  return {
    id,
    title: "Default Title",
    sku: null,
    priceMinor: 0,
    compareAtPriceMinor: null,
    inventoryQuantity: 100,
    createdAt,
    updatedAt: createdAt,
  };
}

/** Only what the input names. */
function variantFields(input: VariantInput): Partial<Variant> {
  return {
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.sku === undefined ? {} : { sku: input.sku }),
    ...(input.priceMinor === undefined ? {} : { priceMinor: input.priceMinor }),
    ...(input.compareAtPriceMinor === undefined
      ? {}
      : { compareAtPriceMinor: input.compareAtPriceMinor }),
    ...(input.inventoryQuantity === undefined
      ? {}
      : { inventoryQuantity: input.inventoryQuantity }),
  };
}

/** What changed of a variant's prices, in the words of a Next Gen Event's triggers. */
function changedPaths(before: Variant, after: Variant): string[] {
  return [
    ...(before.priceMinor === after.priceMinor ? [] : ["product.variants.price"]),
    ...(before.compareAtPriceMinor === after.compareAtPriceMinor
      ? []
      : ["product.variants.compareAtPrice"]),
  ];
}

/** Only the first piece and the last one are told. */
function stockTopic(before: Variant, after: Variant): string | null {
  const [had, has] = [before.inventoryQuantity > 0, after.inventoryQuantity > 0];
  if (had === has) return null;
  return has ? "variants/in_stock" : "variants/out_of_stock";
}

function handleOf(title: string): string {
  const handle = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return handle === "" ? "product" : handle;
}
