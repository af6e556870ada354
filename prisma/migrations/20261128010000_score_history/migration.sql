-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "scores_from" INTEGER;

-- AlterTable
ALTER TABLE "profile" ADD COLUMN     "history_day" INTEGER;

-- AlterTable
ALTER TABLE "benchmark" ADD COLUMN     "stale_from" INTEGER;

-- CreateTable
CREATE TABLE "benchmark_day" (
    "shop_id" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "benchmark_day_pkey" PRIMARY KEY ("shop_id","day")
);

-- CreateTable
CREATE TABLE "score_history" (
    "shop_id" INTEGER NOT NULL,
    "profile_id" BIGINT NOT NULL,
    "day" INTEGER NOT NULL,
    "intent" INTEGER,
    "engagement" INTEGER,
    "value" INTEGER,
    "behavior" INTEGER,

    CONSTRAINT "score_history_pkey" PRIMARY KEY ("shop_id","profile_id","day")
);

