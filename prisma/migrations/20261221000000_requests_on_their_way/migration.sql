-- When a request left that changes a customer in Shopify, and of which no end is noted: docs/decisions/0083-requests-of-the-dead.md.

SET lock_timeout = '2s';

ALTER TABLE "tag_state" ADD COLUMN IF NOT EXISTS "sent_at" TIMESTAMPTZ(3);
ALTER TABLE "metafield_state" ADD COLUMN IF NOT EXISTS "sent_at" TIMESTAMPTZ(3);

-- Who is due is looked for among all shops.
GRANT SELECT ("sent_at") ON "tag_state" TO kindling_across;
GRANT SELECT ("sent_at") ON "metafield_state" TO kindling_across;
