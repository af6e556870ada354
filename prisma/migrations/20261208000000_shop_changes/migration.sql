-- CreateTable
CREATE TABLE "shop_change" (
    "shop_id" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "shop_change_pkey" PRIMARY KEY ("shop_id","topic")
);

