-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "ready_segments" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "segment" ADD COLUMN     "leave_when" JSONB,
ADD COLUMN     "minimum_absence_ms" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "minimum_stay_ms" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "version" INTEGER DEFAULT 0,
ALTER COLUMN "tag" DROP NOT NULL;

-- CreateTable
CREATE TABLE "product_collection" (
    "shop_id" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "collection_id" TEXT NOT NULL,

    CONSTRAINT "product_collection_pkey" PRIMARY KEY ("shop_id","product_id","collection_id")
);

-- CreateTable
CREATE TABLE "watched_tag" (
    "shop_id" INTEGER NOT NULL,
    "tag" TEXT NOT NULL,
    "cursor" TEXT,
    "read_at" TIMESTAMPTZ(3),
    "read_due_at" TIMESTAMPTZ(3),

    CONSTRAINT "watched_tag_pkey" PRIMARY KEY ("shop_id","tag")
);

-- CreateTable
CREATE TABLE "customer_tag" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "is_there" BOOLEAN NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_tag_pkey" PRIMARY KEY ("shop_id","customer_id","tag")
);

-- CreateTable
CREATE TABLE "segment_version" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "text" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "in_force_at" TIMESTAMPTZ(3),

    CONSTRAINT "segment_version_pkey" PRIMARY KEY ("shop_id","segment_id","version")
);

-- CreateTable
CREATE TABLE "segment_build" (
    "shop_id" INTEGER NOT NULL,
    "targets" JSONB NOT NULL,
    "cursor" BIGINT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_build_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "segment_candidate" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "profile_id" BIGINT NOT NULL,
    "entered" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "segment_candidate_pkey" PRIMARY KEY ("shop_id","profile_id","segment_id")
);

-- CreateIndex
CREATE INDEX "product_collection_shop_id_collection_id_idx" ON "product_collection"("shop_id", "collection_id");

-- CreateIndex
CREATE INDEX "watched_tag_read_due_at_idx" ON "watched_tag"("read_due_at");

-- CreateIndex
CREATE INDEX "fact_shop_id_about_idx" ON "fact"("shop_id", "about");

-- CreateIndex
CREATE INDEX "order_line_shop_id_product_id_idx" ON "order_line"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "membership_change_shop_id_profile_id_segment_id_at_idx" ON "membership_change"("shop_id", "profile_id", "segment_id", "at");

