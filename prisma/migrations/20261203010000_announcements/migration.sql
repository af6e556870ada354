-- CreateTable
CREATE TABLE "flow_trigger_use" (
    "shop_id" INTEGER NOT NULL,
    "definition_id" TEXT NOT NULL,
    "is_used" BOOLEAN NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_trigger_use_pkey" PRIMARY KEY ("shop_id","definition_id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "shop_id" INTEGER NOT NULL,
    "announcement_id" BIGSERIAL NOT NULL,
    "target" TEXT NOT NULL,
    "profile_id" BIGINT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "batch" TEXT,
    "batch_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "error" TEXT,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("shop_id","announcement_id")
);

-- CreateIndex
CREATE INDEX "announcement_shop_id_target_done_at_idx" ON "announcement"("shop_id", "target", "done_at");

-- CreateIndex
CREATE INDEX "announcement_shop_id_customer_id_idx" ON "announcement"("shop_id", "customer_id");

