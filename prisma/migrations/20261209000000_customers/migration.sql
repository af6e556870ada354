-- Customers that the merchant has left out of scoring and tags.
CREATE TABLE "customer_exclusion" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "excluded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_exclusion_pkey" PRIMARY KEY ("shop_id", "customer_id")
);

-- Whether pages ask Shopify for the names of the customers that they show.
ALTER TABLE "shop" ADD COLUMN "show_names" BOOLEAN NOT NULL DEFAULT false;

-- The list of customers by each of its columns, known ones and unknown ones apart. Not in schema.prisma, which has no
-- word for an index of an expression or of a part of the rows. Visitors are in no list.
DROP INDEX "profile_shop_id_behavior_idx";
CREATE INDEX CONCURRENTLY "profile_behavior_idx" ON "profile"("shop_id", "behavior", "profile_id") WHERE "customer_id" IS NOT NULL;
CREATE INDEX CONCURRENTLY "profile_intent_idx" ON "profile"("shop_id", "intent", "profile_id") WHERE "customer_id" IS NOT NULL;
CREATE INDEX CONCURRENTLY "profile_engagement_idx" ON "profile"("shop_id", "engagement", "profile_id") WHERE "customer_id" IS NOT NULL;
CREATE INDEX CONCURRENTLY "profile_value_idx" ON "profile"("shop_id", "value", "profile_id") WHERE "customer_id" IS NOT NULL;
CREATE INDEX CONCURRENTLY "profile_seen_idx" ON "profile"("shop_id", "last_seen_at", "profile_id") WHERE "customer_id" IS NOT NULL;
CREATE INDEX CONCURRENTLY "profile_chance_idx" ON "profile"("shop_id", ((("outlook"#>>'{month,value}'))::double precision), "profile_id") WHERE "customer_id" IS NOT NULL;
CREATE INDEX CONCURRENTLY "profile_worth_idx" ON "profile"("shop_id", ((("outlook"#>>'{lifetimeValue,meanMinor}'))::double precision), "profile_id") WHERE "customer_id" IS NOT NULL;

-- Customers whose id begins with some digits, in any collation.
CREATE INDEX CONCURRENTLY "customer_id_prefix_idx" ON "customer"("shop_id", "customer_id" text_pattern_ops);
