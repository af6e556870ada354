-- CreateTable
CREATE TABLE "klaviyo_key" (
    "shop_id" INTEGER NOT NULL,
    "sealed_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,

    CONSTRAINT "klaviyo_key_pkey" PRIMARY KEY ("shop_id")
);

