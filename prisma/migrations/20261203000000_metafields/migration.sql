-- CreateTable
CREATE TABLE "metafield_setting" (
    "shop_id" INTEGER NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "defined_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "metafield_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "metafield_state" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "desired" JSONB NOT NULL,
    "written" JSONB NOT NULL DEFAULT '{}',
    "in_doubt" BOOLEAN NOT NULL DEFAULT false,
    "write_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "metafield_state_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateIndex
CREATE INDEX "metafield_setting_due_at_idx" ON "metafield_setting"("due_at");

-- CreateIndex
CREATE INDEX "metafield_state_shop_id_write_at_idx" ON "metafield_state"("shop_id", "write_at");

