-- AlterTable
ALTER TABLE "profile" ADD COLUMN     "frequency" SMALLINT,
ADD COLUMN     "monetary" SMALLINT,
ADD COLUMN     "recency" SMALLINT,
ADD COLUMN     "rfm_group" TEXT;

-- AlterTable
ALTER TABLE "benchmark" ADD COLUMN     "history_from" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "history_revision" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "rfm_change" (
    "shop_id" INTEGER NOT NULL,
    "profile_id" BIGINT NOT NULL,
    "day" INTEGER NOT NULL,
    "from_group" TEXT,
    "to_group" TEXT,

    CONSTRAINT "rfm_change_pkey" PRIMARY KEY ("shop_id","profile_id","day")
);

-- CreateIndex
CREATE INDEX "rfm_change_shop_id_day_idx" ON "rfm_change"("shop_id", "day");


-- Those that are stored have no fifths yet.
UPDATE "benchmark" SET "is_stale" = true;
