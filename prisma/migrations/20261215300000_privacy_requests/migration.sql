-- What the law has a shop or a person ask for, and the receipt of what was done (docs/decisions/0064).

SET lock_timeout = '5s';

CREATE TABLE "privacy_request" (
    "shop_id" INTEGER NOT NULL,
    "request_key" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "customer_id" TEXT,
    "order_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "erased" JSONB NOT NULL DEFAULT '{}',
    "domain_digest" TEXT,

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("shop_id","request_key")
);

CREATE INDEX "privacy_request_shop_id_done_at_request_key_idx" ON "privacy_request"("shop_id", "done_at", "request_key");

CREATE INDEX "privacy_request_shop_id_received_at_idx" ON "privacy_request"("shop_id", "received_at");

ALTER TABLE "privacy_request" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "privacy_request" TO kindling_app;
CREATE POLICY one_shop ON "privacy_request" TO kindling_app
  USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
