-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "fit_due_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "profile" ADD COLUMN     "outlook" JSONB;

-- CreateTable
CREATE TABLE "prediction_fit" (
    "shop_id" INTEGER NOT NULL,
    "fit_id" INTEGER NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "fitted_at" TIMESTAMPTZ(3) NOT NULL,
    "model" JSONB,
    "card" JSONB NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "peak_bytes" BIGINT NOT NULL,

    CONSTRAINT "prediction_fit_pkey" PRIMARY KEY ("shop_id","fit_id")
);

-- CreateIndex
CREATE INDEX "shop_fit_due_at_idx" ON "shop"("fit_due_at");

-- Shops that are ready already are fitted as soon as a worker comes to it.
UPDATE "shop" SET "fit_due_at" = "ready_at" WHERE "ready_at" IS NOT NULL;
