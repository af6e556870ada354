-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "pixel_attempts" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "shop_pixel_due_at_idx" ON "shop"("pixel_due_at");

-- Shops that were installed before there was a pixel get theirs with the next round.
UPDATE "shop" SET "pixel_due_at" = "installed_at" WHERE "status" = 'installed' AND "pixel_due_at" IS NULL;
