-- CreateTable
CREATE TABLE "shopify_segment" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shopify_segment_pkey" PRIMARY KEY ("shop_id","segment_id")
);

