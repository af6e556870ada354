-- Profiles that are all due, by ranges of their ids: making a million of them due one by one wrote each of them twice.

SET lock_timeout = '5s';

CREATE TABLE "due_range" (
    "shop_id" INTEGER NOT NULL,
    "range_id" BIGSERIAL NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "first_id" BIGINT NOT NULL,
    "last_id" BIGINT NOT NULL,

    CONSTRAINT "due_range_pkey" PRIMARY KEY ("shop_id","range_id")
);

CREATE INDEX "due_range_due_at_idx" ON "due_range"("due_at");

ALTER TABLE "due_range" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "due_range" TO kindling_app;
CREATE POLICY one_shop ON "due_range" TO kindling_app
  USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
-- Whose turn it is to be scored.
GRANT SELECT ("shop_id", "due_at") ON "due_range" TO kindling_across;
CREATE POLICY across_shops ON "due_range" FOR SELECT TO kindling_across USING (true);
