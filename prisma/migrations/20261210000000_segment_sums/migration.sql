-- CreateTable
CREATE TABLE "shop_sum" (
    "shop_id" INTEGER NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "timezone" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "memberships" BIGINT NOT NULL,
    "revenue_30" BIGINT NOT NULL,
    "revenue_90" BIGINT NOT NULL,

    CONSTRAINT "shop_sum_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "segment_sum" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "visitors" INTEGER NOT NULL,
    "revenue_30" BIGINT NOT NULL,
    "revenue_90" BIGINT NOT NULL,
    "tag_wanted" INTEGER NOT NULL,
    "tag_written" INTEGER NOT NULL,
    "tag_refused" INTEGER NOT NULL,

    CONSTRAINT "segment_sum_pkey" PRIMARY KEY ("shop_id","segment_id")
);

-- CreateTable
CREATE TABLE "segment_day" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "entries" INTEGER NOT NULL,
    "exits" INTEGER NOT NULL,

    CONSTRAINT "segment_day_pkey" PRIMARY KEY ("shop_id","segment_id","day")
);
