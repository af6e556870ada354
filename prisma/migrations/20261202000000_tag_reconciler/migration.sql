-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "former_prefixes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tag_mode" TEXT NOT NULL DEFAULT 'writing',
ADD COLUMN     "tag_mode_at" TIMESTAMPTZ(3),
ADD COLUMN     "tags_to_clean" INTEGER;

-- AlterTable
ALTER TABLE "tag_state" ADD COLUMN     "contested" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "in_doubt" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "repairs_from" TIMESTAMPTZ(3),
ADD COLUMN     "retry_at" TIMESTAMPTZ(3),
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "tag_write" ADD COLUMN     "cause" TEXT NOT NULL DEFAULT 'segments',
ADD COLUMN     "repaired" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "tag_turn" (
    "shop_id" INTEGER NOT NULL,
    "turn_at" TIMESTAMPTZ(3),
    "bucket_available" DOUBLE PRECISION,
    "bucket_maximum" DOUBLE PRECISION,
    "restored_per_second" DOUBLE PRECISION,
    "told_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "error" TEXT,
    "failing_since" TIMESTAMPTZ(3),

    CONSTRAINT "tag_turn_pkey" PRIMARY KEY ("shop_id")
);

-- What Shopify refused is tried again after a day: few customers of many.
CREATE INDEX "tag_state_retry_idx" ON "tag_state"("shop_id", "retry_at") WHERE "retry_at" IS NOT NULL;

-- The customers that a merchant is told of.
CREATE INDEX "tag_state_trouble_idx" ON "tag_state"("shop_id", "customer_id") WHERE "failure" IS NOT NULL OR "contested" <> '{}';
