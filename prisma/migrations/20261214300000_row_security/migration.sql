-- One shop's rows are seen by a connection that serves that shop, whatever a statement forgets to say. The processes
-- take one of two roles for each piece of work (app/db/scoped-pool.ts). The owner, who migrates and makes backups, and
-- old code during a deploy, see everything as before: row security is not forced on owners.

-- "kindling_app" serves one shop. "kindling_across" finds whose turn it is and installs shops: it is granted the
-- columns that this takes, and none that tells of a customer. Roles belong to the whole server, so another database of it
-- may have made them, or be making them now. 073 is a semicolon: the migrations' adapter cuts at written ones.
DO E'BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = \'kindling_app\') THEN CREATE ROLE kindling_app NOLOGIN\073 END IF\073
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL\073
END';

DO E'BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = \'kindling_across\') THEN CREATE ROLE kindling_across NOLOGIN\073 END IF\073
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL\073
END';

-- Who made a role may give it, and does not have it by that. Where somebody else made it, they must give it.
DO E'BEGIN
  IF NOT pg_has_role(current_user, \'kindling_app\', CASE WHEN current_setting(\'server_version_num\')::int < 160000 THEN \'MEMBER\' ELSE \'SET\' END)
    OR NOT pg_has_role(current_user, \'kindling_across\', CASE WHEN current_setting(\'server_version_num\')::int < 160000 THEN \'MEMBER\' ELSE \'SET\' END) THEN
    EXECUTE format(\'GRANT kindling_app, kindling_across TO %I\', current_user)\073
  END IF\073
EXCEPTION WHEN unique_violation THEN NULL\073
END';

GRANT USAGE ON SCHEMA "public" TO kindling_app, kindling_across;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA "public" TO kindling_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT USAGE ON SEQUENCES TO kindling_app;

-- The job queue's, whose tables are made when a process starts. Jobs are sent in the transaction of what they follow from.
CREATE SCHEMA IF NOT EXISTS pgboss;
GRANT USAGE ON SCHEMA pgboss TO kindling_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO kindling_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA pgboss GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kindling_app;


ALTER TABLE "shop" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "shop" TO kindling_app;
CREATE POLICY one_shop ON "shop" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT, INSERT, UPDATE ON "shop" TO kindling_across;
CREATE POLICY across_shops ON "shop" TO kindling_across USING (true);

ALTER TABLE "shop_work" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "shop_work" TO kindling_app;
CREATE POLICY one_shop ON "shop_work" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT, INSERT ON "shop_work" TO kindling_across;
CREATE POLICY across_shops ON "shop_work" TO kindling_across USING (true);

ALTER TABLE "raw_event" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "raw_event" TO kindling_app;
CREATE POLICY one_shop ON "raw_event" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "ingested_at", "received_at") ON "raw_event" TO kindling_across;
CREATE POLICY across_shops ON "raw_event" TO kindling_across USING (true);

ALTER TABLE "dedupe" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "dedupe" TO kindling_app;
CREATE POLICY one_shop ON "dedupe" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "fact" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "fact" TO kindling_app;
CREATE POLICY one_shop ON "fact" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "identity" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity" TO kindling_app;
CREATE POLICY one_shop ON "identity" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "identity_edge" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity_edge" TO kindling_app;
CREATE POLICY one_shop ON "identity_edge" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "profile_merge" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "profile_merge" TO kindling_app;
CREATE POLICY one_shop ON "profile_merge" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "signal_slot" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "signal_slot" TO kindling_app;
CREATE POLICY one_shop ON "signal_slot" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "customer" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer" TO kindling_app;
CREATE POLICY one_shop ON "customer" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "customer_exclusion" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_exclusion" TO kindling_app;
CREATE POLICY one_shop ON "customer_exclusion" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "customer_order" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_order" TO kindling_app;
CREATE POLICY one_shop ON "customer_order" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "order_line" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "order_line" TO kindling_app;
CREATE POLICY one_shop ON "order_line" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "refund" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "refund" TO kindling_app;
CREATE POLICY one_shop ON "refund" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "product" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "product" TO kindling_app;
CREATE POLICY one_shop ON "product" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "collections_due_at") ON "product" TO kindling_across;
CREATE POLICY across_shops ON "product" TO kindling_across USING (true);

ALTER TABLE "variant" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "variant" TO kindling_app;
CREATE POLICY one_shop ON "variant" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "price_change" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "price_change" TO kindling_app;
CREATE POLICY one_shop ON "price_change" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "collection" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "collection" TO kindling_app;
CREATE POLICY one_shop ON "collection" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "products_due_at") ON "collection" TO kindling_across;
CREATE POLICY across_shops ON "collection" TO kindling_across USING (true);

ALTER TABLE "product_collection" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "product_collection" TO kindling_app;
CREATE POLICY one_shop ON "product_collection" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "watched_tag" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "watched_tag" TO kindling_app;
CREATE POLICY one_shop ON "watched_tag" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "tag", "read_at", "read_due_at") ON "watched_tag" TO kindling_across;
CREATE POLICY across_shops ON "watched_tag" TO kindling_across USING (true);

ALTER TABLE "customer_tag" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_tag" TO kindling_app;
CREATE POLICY one_shop ON "customer_tag" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "customer_consent" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_consent" TO kindling_app;
CREATE POLICY one_shop ON "customer_consent" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "write_key" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "write_key" TO kindling_app;
CREATE POLICY one_shop ON "write_key" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "klaviyo_connection" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "klaviyo_connection" TO kindling_app;
CREATE POLICY one_shop ON "klaviyo_connection" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "intake_minute" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "intake_minute" TO kindling_app;
CREATE POLICY one_shop ON "intake_minute" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "reconciliation" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "reconciliation" TO kindling_app;
CREATE POLICY one_shop ON "reconciliation" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "resource", "due_at") ON "reconciliation" TO kindling_across;
CREATE POLICY across_shops ON "reconciliation" TO kindling_across USING (true);

ALTER TABLE "profile" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "profile" TO kindling_app;
CREATE POLICY one_shop ON "profile" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "benchmark" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "benchmark" TO kindling_app;
CREATE POLICY one_shop ON "benchmark" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "day", "history_from") ON "benchmark" TO kindling_across;
CREATE POLICY across_shops ON "benchmark" TO kindling_across USING (true);

ALTER TABLE "shop_norm" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "shop_norm" TO kindling_app;
CREATE POLICY one_shop ON "shop_norm" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "day") ON "shop_norm" TO kindling_across;
CREATE POLICY across_shops ON "shop_norm" TO kindling_across USING (true);

ALTER TABLE "rfm_change" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "rfm_change" TO kindling_app;
CREATE POLICY one_shop ON "rfm_change" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "benchmark_day" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "benchmark_day" TO kindling_app;
CREATE POLICY one_shop ON "benchmark_day" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "score_history" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "score_history" TO kindling_app;
CREATE POLICY one_shop ON "score_history" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "scoring_model" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "scoring_model" TO kindling_app;
CREATE POLICY one_shop ON "scoring_model" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "segment" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "segment" TO kindling_app;
CREATE POLICY one_shop ON "segment" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "segment_version" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "segment_version" TO kindling_app;
CREATE POLICY one_shop ON "segment_version" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "in_force_at") ON "segment_version" TO kindling_across;
CREATE POLICY across_shops ON "segment_version" TO kindling_across USING (true);

ALTER TABLE "segment_build" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "segment_build" TO kindling_app;
CREATE POLICY one_shop ON "segment_build" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "started_at") ON "segment_build" TO kindling_across;
CREATE POLICY across_shops ON "segment_build" TO kindling_across USING (true);

ALTER TABLE "segment_candidate" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "segment_candidate" TO kindling_app;
CREATE POLICY one_shop ON "segment_candidate" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "segment_membership" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "segment_membership" TO kindling_app;
CREATE POLICY one_shop ON "segment_membership" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "membership_change" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "membership_change" TO kindling_app;
CREATE POLICY one_shop ON "membership_change" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "shop_sum" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "shop_sum" TO kindling_app;
CREATE POLICY one_shop ON "shop_sum" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "next_at", "as_of") ON "shop_sum" TO kindling_across;
CREATE POLICY across_shops ON "shop_sum" TO kindling_across USING (true);

ALTER TABLE "segment_sum" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "segment_sum" TO kindling_app;
CREATE POLICY one_shop ON "segment_sum" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "segment_day" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "segment_day" TO kindling_app;
CREATE POLICY one_shop ON "segment_day" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "tag_state" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "tag_state" TO kindling_app;
CREATE POLICY one_shop ON "tag_state" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "write_at", "retry_at", "load_line") ON "tag_state" TO kindling_across;
CREATE POLICY across_shops ON "tag_state" TO kindling_across USING (true);

ALTER TABLE "tag_turn" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "tag_turn" TO kindling_app;
CREATE POLICY one_shop ON "tag_turn" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "turn_at") ON "tag_turn" TO kindling_across;
CREATE POLICY across_shops ON "tag_turn" TO kindling_across USING (true);

ALTER TABLE "tag_load" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "tag_load" TO kindling_app;
CREATE POLICY one_shop ON "tag_load" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "poll_at") ON "tag_load" TO kindling_across;
CREATE POLICY across_shops ON "tag_load" TO kindling_across USING (true);

ALTER TABLE "tag_write" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "tag_write" TO kindling_app;
CREATE POLICY one_shop ON "tag_write" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "metafield_setting" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "metafield_setting" TO kindling_app;
CREATE POLICY one_shop ON "metafield_setting" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "is_on", "defined_at", "due_at") ON "metafield_setting" TO kindling_across;
CREATE POLICY across_shops ON "metafield_setting" TO kindling_across USING (true);

ALTER TABLE "metafield_state" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "metafield_state" TO kindling_app;
CREATE POLICY one_shop ON "metafield_state" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "write_at") ON "metafield_state" TO kindling_across;
CREATE POLICY across_shops ON "metafield_state" TO kindling_across USING (true);

ALTER TABLE "klaviyo_key" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "klaviyo_key" TO kindling_app;
CREATE POLICY one_shop ON "klaviyo_key" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "flow_trigger_use" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "flow_trigger_use" TO kindling_app;
CREATE POLICY one_shop ON "flow_trigger_use" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "announcement" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "announcement" TO kindling_app;
CREATE POLICY one_shop ON "announcement" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "target", "done_at") ON "announcement" TO kindling_across;
CREATE POLICY across_shops ON "announcement" TO kindling_across USING (true);

ALTER TABLE "backfill" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "backfill" TO kindling_app;
CREATE POLICY one_shop ON "backfill" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "finished_at") ON "backfill" TO kindling_across;
CREATE POLICY across_shops ON "backfill" TO kindling_across USING (true);

ALTER TABLE "prediction_fit" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "prediction_fit" TO kindling_app;
CREATE POLICY one_shop ON "prediction_fit" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "shop_change" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "shop_change" TO kindling_app;
CREATE POLICY one_shop ON "shop_change" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "topic", "version") ON "shop_change" TO kindling_across;
CREATE POLICY across_shops ON "shop_change" TO kindling_across USING (true);

ALTER TABLE "insight" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "insight" TO kindling_app;
CREATE POLICY one_shop ON "insight" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "due_at") ON "insight" TO kindling_across;
CREATE POLICY across_shops ON "insight" TO kindling_across USING (true);

ALTER TABLE "funnel_day" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "funnel_day" TO kindling_app;
CREATE POLICY one_shop ON "funnel_day" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "activity" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "activity" TO kindling_app;
CREATE POLICY one_shop ON "activity" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);

ALTER TABLE "retention" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "retention" TO kindling_app;
CREATE POLICY one_shop ON "retention" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "due_at") ON "retention" TO kindling_across;
CREATE POLICY across_shops ON "retention" TO kindling_across USING (true);

ALTER TABLE "deletion" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "deletion" TO kindling_app;
CREATE POLICY one_shop ON "deletion" TO kindling_app USING ("shop_id" = NULLIF(current_setting('kindling.shop', true), '')::integer);
GRANT SELECT ("shop_id", "state") ON "deletion" TO kindling_across;
CREATE POLICY across_shops ON "deletion" TO kindling_across USING (true);

-- A merchant's visit lets tags be written that waited for it, and names its shop by domain.
GRANT UPDATE ("turn_at") ON "tag_turn" TO kindling_across;
GRANT USAGE ON SEQUENCE "shop_shop_id_seq" TO kindling_across;

-- Shopify's sessions are read before it is known which shop's they are, and by nobody who serves one.
ALTER TABLE "Session" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "Session" TO kindling_across;
CREATE POLICY across_shops ON "Session" TO kindling_across USING (true);

-- Finds what its index finds. Row security keeps the index of an expression from being used: it asks the row's shop
-- before any function that could betray the row. So this asks for the shop itself.
CREATE FUNCTION tellings_of_products(asked integer, products text[]) RETURNS SETOF "raw_event"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS '
  SELECT * FROM raw_event WHERE shop_id = asked AND ingested_at IS NOT NULL AND error IS NULL
    AND topic IN (''products/create'', ''products/update'', ''Product/update'', ''products'')
    AND COALESCE(wire->>''id'', wire#>>''{data,product,id}'') = ANY(products)
    AND (current_setting(''role'') NOT IN (''kindling_app'', ''kindling_across'')
      OR asked = NULLIF(current_setting(''kindling.shop'', true), '''')::integer)';
REVOKE EXECUTE ON FUNCTION tellings_of_products FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tellings_of_products TO kindling_app;
