-- CreateTable
CREATE TABLE "shop_norm" (
    "shop_id" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "shop_norm_pkey" PRIMARY KEY ("shop_id")
);

