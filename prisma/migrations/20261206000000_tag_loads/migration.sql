-- AlterTable
ALTER TABLE "tag_state" ADD COLUMN     "load_line" INTEGER,
ADD COLUMN     "load_revision" INTEGER,
ADD COLUMN     "load_tags" TEXT[];

-- AlterTable
ALTER TABLE "tag_turn" ADD COLUMN     "load_from" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "tag_load" (
    "shop_id" INTEGER NOT NULL,
    "load_id" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3),
    "bulk_id" TEXT,
    "poll_at" TIMESTAMPTZ(3) NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tag_load_pkey" PRIMARY KEY ("shop_id")
);

-- A load's customers are looked up by their lines, and most customers are in none.
CREATE INDEX "tag_state_load_idx" ON "tag_state"("shop_id", "load_line") WHERE "load_line" IS NOT NULL;
