-- AlterTable
ALTER TABLE "customer_order" ADD COLUMN     "discount_minor" BIGINT,
ADD COLUMN     "subtotal_minor" BIGINT,
ADD COLUMN     "used_code" BOOLEAN;

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "product_type" TEXT,
ADD COLUMN     "vendor" TEXT;

-- CreateTable
CREATE TABLE "order_line" (
    "shop_id" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "product_id" TEXT,
    "variant_id" TEXT,
    "quantity" INTEGER NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop_id","order_id","line_id")
);

