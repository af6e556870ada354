-- AlterTable
ALTER TABLE "product" ADD COLUMN     "collections_due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00 +00:00';

-- AlterTable
ALTER TABLE "collection" ADD COLUMN     "products_due_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "product_shop_id_collections_due_at_idx" ON "product"("shop_id", "collections_due_at");

-- CreateIndex
CREATE INDEX "collection_shop_id_products_due_at_idx" ON "collection"("shop_id", "products_due_at");

