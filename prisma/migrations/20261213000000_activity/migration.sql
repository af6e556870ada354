-- CreateTable
CREATE TABLE "activity" (
    "shop_id" INTEGER NOT NULL,
    "activity_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "hour" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("shop_id","kind","subject","outcome","hour")
);

-- CreateTable
CREATE TABLE "retention" (
    "shop_id" INTEGER NOT NULL,
    "raw_event_days" INTEGER,
    "log_days" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retention_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "deletion" (
    "shop_id" INTEGER NOT NULL,
    "deletion_id" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "cleans_first" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "erased" JSONB NOT NULL DEFAULT '{}',
    "ended_at" TIMESTAMPTZ(3),
    "restarted_at" TIMESTAMPTZ(3),

    CONSTRAINT "deletion_pkey" PRIMARY KEY ("shop_id","deletion_id")
);

-- CreateIndex
CREATE INDEX "activity_shop_id_at_activity_id_idx" ON "activity"("shop_id", "at", "activity_id");

-- CreateIndex
CREATE INDEX "retention_due_at_idx" ON "retention"("due_at");
