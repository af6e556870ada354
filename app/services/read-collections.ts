import type pg from "pg";
import { z } from "zod";
import {
  findDueCollection,
  findDueProducts,
  saveCollectionsOfProducts,
  saveProductsOfCollection,
} from "../db/product-collections.ts";
import { inTransaction } from "../db/transaction.ts";
import { readId } from "../pipeline/capture/fields.ts";
import { titleField } from "../pipeline/capture/product-wire.ts";
import { DAY_MS } from "../pipeline/shared/time.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { COLLECTION_PRODUCTS_QUERY, PRODUCT_COLLECTIONS_QUERY } from "../shopify/documents.ts";
import type { Ask } from "./complete-orders.ts";
import { keepHalfTheBucket } from "./half-bucket.ts";
import { noteCatalogChange } from "./note-catalog-change.ts";

/** With 250 collections each, fifty products cost 700 of the 1,000 points that a query may. */
const PRODUCTS_AT_ONCE = 50;
/** A product in more is taken to be in these. */
const MOST_COLLECTIONS = 250;
/** Rules move products between collections without a word: so often each product is asked for anew. */
export const READ_AGAIN_MS = DAY_MS;

interface ReadOptions {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Reads from Shopify which collections products are in, where that is due: of products that were told anew or not
 * asked for since a day, and of collections that somebody changed. Each answer is a transaction of its own: killed
 * at any moment, what is missing stays due.
 * @returns how many products and collections were asked for
 */
export async function readCollections(options: ReadOptions): Promise<number> {
  const takeTurn = keepHalfTheBucket(options.sleep);
  const ask: Ask = (document, variables, schema) =>
    takeTurn((onBucket) => options.admin.request(document, variables, schema, onBucket));
  let read = 0;
  for (;;) {
    const done = (await readOfProducts(options, ask)) + (await readOfCollection(options, ask));
    if (done === 0) return read;
    read += done;
  }
}

const idOf = z.string().transform((gid, context) => {
  const id = readId(gid);
  if (id === null) context.addIssue("expected a global id");
  return id ?? "";
});
const PageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

const ProductsSchema = z.object({
  nodes: z.array(
    z
      .object({
        id: idOf,
        collections: z.object({
          nodes: z.array(z.object({ id: idOf, handle: titleField, title: titleField })),
        }),
      })
      .nullable(),
  ),
});

async function readOfProducts(options: ReadOptions, ask: Ask): Promise<number> {
  const { pool, shopId, clock } = options;
  const askedAt = clock();
  const asked = await findDueProducts(pool, shopId, { now: askedAt, limit: PRODUCTS_AT_ONCE });
  if (asked.length === 0) return 0;
  const ids = asked.map((id) => `gid://shopify/Product/${id}`);
  const variables = { ids, first: MOST_COLLECTIONS };
  const { nodes } = await ask(PRODUCT_COLLECTIONS_QUERY, variables, ProductsSchema);
  const now = clock();
  const found = nodes
    .filter((node) => node !== null)
    .map(({ id, collections }) => ({
      productId: id,
      collections: collections.nodes.map((one) => ({ ...one, collectionId: one.id })),
    }));
  await inTransaction(pool, async (db) => {
    const nextAt = now + READ_AGAIN_MS;
    const changed = await saveCollectionsOfProducts(db, shopId, {
      asked,
      askedAt,
      found,
      nextAt,
    });
    await noteCatalogChange(db, shopId, { productIds: changed, now });
  });
  return asked.length;
}

const CollectionSchema = z.object({
  collection: z
    .object({
      products: z.object({ nodes: z.array(z.object({ id: idOf })), pageInfo: PageInfoSchema }),
    })
    .nullable(),
});

async function readOfCollection(options: ReadOptions, ask: Ask): Promise<number> {
  const { pool, shopId, clock } = options;
  const due = await findDueCollection(pool, shopId, clock());
  if (due === null) return 0;
  const productIds: string[] = [];
  const id = `gid://shopify/Collection/${due.collectionId}`;
  let after: string | null = null;
  for (;;) {
    const variables: Record<string, unknown> = { id, after };
    const { collection } = await ask(COLLECTION_PRODUCTS_QUERY, variables, CollectionSchema);
    // One that is gone holds nothing.
    if (collection === null) break;
    productIds.push(...collection.products.nodes.map((node) => node.id));
    if (!collection.products.pageInfo.hasNextPage) break;
    after = collection.products.pageInfo.endCursor;
  }
  const now = clock();
  await inTransaction(pool, async (db) => {
    const changed = await saveProductsOfCollection(db, shopId, { ...due, productIds });
    await noteCatalogChange(db, shopId, { productIds: changed, now });
  });
  return 1;
}
