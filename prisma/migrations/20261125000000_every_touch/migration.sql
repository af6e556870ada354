-- Facts have rows of their own now. Those counted so far are told again by the raw events, all of which are
-- kept: ingest reads them once more into an empty roll-up, and no tag is written before it is through.
DELETE FROM "dedupe" WHERE "source" = 'fact';
DELETE FROM "signal_slot";
UPDATE "raw_event" SET "ingested_at" = NULL WHERE "error" IS NULL;
UPDATE "shop" SET "ready_at" = NULL;

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "address_key" TEXT,
ADD COLUMN     "match_addresses" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pixel_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "pixel_error" TEXT,
ADD COLUMN     "pixel_token" TEXT,
ADD COLUMN     "web_pixel_id" TEXT;

-- AlterTable
ALTER TABLE "identity" ADD COLUMN     "counts_from" INTEGER,
ADD COLUMN     "counts_until" INTEGER;

-- AlterTable
ALTER TABLE "identity_edge" ADD COLUMN     "cut_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "customer_order" ADD COLUMN     "channel" TEXT;

-- AlterTable
ALTER TABLE "backfill" ADD COLUMN     "bulk_id" TEXT,
ADD COLUMN     "bulk_lines" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "fact" (
    "shop_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "identity_id" BIGINT NOT NULL,
    "signal" TEXT NOT NULL,
    "trust" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "value" BIGINT NOT NULL,
    "about" TEXT,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("shop_id","key")
);

-- CreateTable
CREATE TABLE "profile_merge" (
    "shop_id" INTEGER NOT NULL,
    "merge_id" BIGSERIAL NOT NULL,
    "from_id" BIGINT NOT NULL,
    "to_id" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_id" BIGINT NOT NULL,
    "absorbed_id" BIGINT NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "profile_merge_pkey" PRIMARY KEY ("shop_id","merge_id")
);

-- CreateTable
CREATE TABLE "variant" (
    "shop_id" INTEGER NOT NULL,
    "variant_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "compare_at_minor" BIGINT,
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("shop_id","variant_id")
);

-- CreateTable
CREATE TABLE "price_change" (
    "shop_id" INTEGER NOT NULL,
    "variant_id" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "product_id" TEXT NOT NULL,
    "from_minor" BIGINT NOT NULL,
    "to_minor" BIGINT NOT NULL,

    CONSTRAINT "price_change_pkey" PRIMARY KEY ("shop_id","variant_id","changed_at")
);

-- CreateTable
CREATE TABLE "collection" (
    "shop_id" INTEGER NOT NULL,
    "collection_id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("shop_id","collection_id")
);

-- CreateTable
CREATE TABLE "customer_consent" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_consent_pkey" PRIMARY KEY ("shop_id","customer_id","channel")
);

-- CreateTable
CREATE TABLE "write_key" (
    "shop_id" INTEGER NOT NULL,
    "write_key_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id_is" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "write_key_pkey" PRIMARY KEY ("shop_id","write_key_id")
);

-- CreateTable
CREATE TABLE "klaviyo_connection" (
    "shop_id" INTEGER NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "klaviyo_connection_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "intake_minute" (
    "shop_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "minute" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "intake_minute_pkey" PRIMARY KEY ("shop_id","source","minute","outcome","reason")
);

-- CreateTable
CREATE TABLE "reconciliation" (
    "shop_id" INTEGER NOT NULL,
    "resource" TEXT NOT NULL,
    "compared_until" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "compared" BIGINT NOT NULL DEFAULT 0,
    "repaired" BIGINT NOT NULL DEFAULT 0,
    "last_run_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("shop_id","resource")
);

-- CreateIndex
CREATE INDEX "fact_shop_id_identity_id_occurred_at_idx" ON "fact"("shop_id", "identity_id", "occurred_at");

-- CreateIndex
CREATE INDEX "profile_merge_shop_id_kept_id_idx" ON "profile_merge"("shop_id", "kept_id");

-- CreateIndex
CREATE INDEX "variant_shop_id_product_id_idx" ON "variant"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "price_change_shop_id_product_id_idx" ON "price_change"("shop_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "write_key_shop_id_key_hash_key" ON "write_key"("shop_id", "key_hash");

-- CreateIndex
CREATE INDEX "reconciliation_due_at_idx" ON "reconciliation"("due_at");

