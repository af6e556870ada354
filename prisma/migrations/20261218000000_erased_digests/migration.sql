-- By what an erased customer or order is known again, where Shopify tells of it once more.

SET lock_timeout = '5s';

CREATE TABLE "erased_digest" (
    "shop_id" INTEGER NOT NULL,
    "digest" INTEGER NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_digest_pkey" PRIMARY KEY ("shop_id","digest")
);

ALTER TABLE "erased_digest" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "erased_digest" TO kindling_app;
CREATE POLICY one_shop ON "erased_digest" TO kindling_app
  USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
