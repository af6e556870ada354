-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "shop_id" SERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "tag_prefix" TEXT NOT NULL DEFAULT 'kindling:',
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "shop_work" (
    "shop_id" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_work_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "raw_event" (
    "shop_id" INTEGER NOT NULL,
    "raw_event_id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "wire" JSONB NOT NULL,
    "ingested_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "raw_event_pkey" PRIMARY KEY ("shop_id","raw_event_id")
);

-- CreateTable
CREATE TABLE "dedupe" (
    "shop_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dedupe_pkey" PRIMARY KEY ("shop_id","source","key")
);

-- CreateTable
CREATE TABLE "identity" (
    "shop_id" INTEGER NOT NULL,
    "identity_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "profile_id" BIGINT NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("shop_id","identity_id")
);

-- CreateTable
CREATE TABLE "identity_edge" (
    "shop_id" INTEGER NOT NULL,
    "from_id" BIGINT NOT NULL,
    "to_id" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_edge_pkey" PRIMARY KEY ("shop_id","from_id","to_id")
);

-- CreateTable
CREATE TABLE "signal_slot" (
    "shop_id" INTEGER NOT NULL,
    "identity_id" BIGINT NOT NULL,
    "signal" TEXT NOT NULL,
    "trust" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "value" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signal_slot_pkey" PRIMARY KEY ("shop_id","identity_id","signal","trust","slot")
);

-- CreateTable
CREATE TABLE "customer" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "customer_order" (
    "shop_id" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "is_test" BOOLEAN NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "refund" (
    "shop_id" INTEGER NOT NULL,
    "refund_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "refunded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("shop_id","refund_id")
);

-- CreateTable
CREATE TABLE "product" (
    "shop_id" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "price_minor" BIGINT,
    "deleted_at" TIMESTAMPTZ(3),
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("shop_id","product_id")
);

-- CreateTable
CREATE TABLE "profile" (
    "shop_id" INTEGER NOT NULL,
    "profile_id" BIGINT NOT NULL,
    "customer_id" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "scored_at" TIMESTAMPTZ(3),
    "model_version" INTEGER,
    "intent" INTEGER,
    "engagement" INTEGER,
    "value" INTEGER,
    "behavior" INTEGER,
    "ledger" JSONB,
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "profile_pkey" PRIMARY KEY ("shop_id","profile_id")
);

-- CreateTable
CREATE TABLE "benchmark" (
    "shop_id" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "is_stale" BOOLEAN NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "benchmark_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "segment" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "condition" JSONB NOT NULL,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("shop_id","segment_id")
);

-- CreateTable
CREATE TABLE "segment_membership" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "profile_id" BIGINT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "segment_membership_pkey" PRIMARY KEY ("shop_id","segment_id","profile_id")
);

-- CreateTable
CREATE TABLE "membership_change" (
    "shop_id" INTEGER NOT NULL,
    "change_id" BIGSERIAL NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "profile_id" BIGINT NOT NULL,
    "customer_id" TEXT,
    "entered" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "membership_change_pkey" PRIMARY KEY ("shop_id","change_id")
);

-- CreateTable
CREATE TABLE "tag_state" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "desired" TEXT[],
    "written" TEXT[],
    "needs_check" BOOLEAN NOT NULL DEFAULT false,
    "write_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "tag_state_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "tag_write" (
    "shop_id" INTEGER NOT NULL,
    "write_id" BIGSERIAL NOT NULL,
    "customer_id" TEXT NOT NULL,
    "added" TEXT[],
    "removed" TEXT[],
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tag_write_pkey" PRIMARY KEY ("shop_id","write_id")
);

-- CreateTable
CREATE TABLE "backfill" (
    "shop_id" INTEGER NOT NULL,
    "resource" TEXT NOT NULL,
    "cursor" TEXT,
    "loaded" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "backfill_pkey" PRIMARY KEY ("shop_id","resource")
);

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE INDEX "shop_work_due_at_idx" ON "shop_work"("due_at");

-- CreateIndex
CREATE INDEX "identity_shop_id_profile_id_idx" ON "identity"("shop_id", "profile_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_shop_id_kind_key_key" ON "identity"("shop_id", "kind", "key");

-- CreateIndex
CREATE INDEX "identity_edge_shop_id_to_id_idx" ON "identity_edge"("shop_id", "to_id");

-- CreateIndex
CREATE INDEX "customer_order_shop_id_customer_id_placed_at_idx" ON "customer_order"("shop_id", "customer_id", "placed_at");

-- CreateIndex
CREATE INDEX "refund_shop_id_order_id_idx" ON "refund"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "profile_shop_id_due_at_idx" ON "profile"("shop_id", "due_at");

-- CreateIndex
CREATE INDEX "profile_shop_id_behavior_idx" ON "profile"("shop_id", "behavior");

-- CreateIndex
CREATE UNIQUE INDEX "profile_shop_id_customer_id_key" ON "profile"("shop_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "segment_shop_id_handle_key" ON "segment"("shop_id", "handle");

-- CreateIndex
CREATE INDEX "segment_membership_shop_id_profile_id_idx" ON "segment_membership"("shop_id", "profile_id");

-- CreateIndex
CREATE INDEX "membership_change_shop_id_at_idx" ON "membership_change"("shop_id", "at");

-- CreateIndex
CREATE INDEX "membership_change_shop_id_customer_id_at_idx" ON "membership_change"("shop_id", "customer_id", "at");

-- CreateIndex
CREATE INDEX "tag_write_shop_id_customer_id_idx" ON "tag_write"("shop_id", "customer_id");


-- What waits to be ingested, and nothing else: the index stays small however long the history is.
CREATE INDEX "raw_event_pending_idx" ON "raw_event"("shop_id", "raw_event_id") WHERE "ingested_at" IS NULL;

-- The outbox of tags, likewise.
CREATE INDEX "tag_state_due_idx" ON "tag_state"("shop_id", "write_at") WHERE "write_at" IS NOT NULL;
