-- Raw events stand in a partition for each month of their arrival (docs/decisions/0056), so that a month that nobody
-- keeps is dropped whole. Everybody reads and writes meanwhile: what takes time locks nobody out, and what locks takes no time.
-- 073 is a semicolon: the migrations' adapter cuts at written ones.

-- Out of sight of whoever lists the schema's tables, and out of reach of the processes, which know the whole table alone.
CREATE SCHEMA IF NOT EXISTS "raw_events";

CREATE UNIQUE INDEX CONCURRENTLY "before_pkey" ON "raw_event"("shop_id", "raw_event_id", "received_at");

-- What is there, and what arrives while old and new processes run side by side, stays in one partition: up to the month after
-- next. In an empty table months begin at once.
DO E'DECLARE
  latest timestamptz := (SELECT max(received_at) FROM raw_event)\073
BEGIN
  PERFORM set_config(\'timezone\', \'UTC\', true)\073
  EXECUTE format(\'ALTER TABLE raw_event ADD CONSTRAINT before_end CHECK (received_at < %L) NOT VALID\',
    date_trunc(\'month\', GREATEST(now(), latest)) + make_interval(months => CASE WHEN latest IS NULL THEN 0 ELSE 2 END))\073
END';

-- Reads the table beside those that write it. Without it attaching would, and keep them waiting.
ALTER TABLE "raw_event" VALIDATE CONSTRAINT "before_end";

-- One transaction, and no longer than it takes to rename.
DO E'DECLARE
  before_end text := (SELECT (regexp_match(pg_get_constraintdef(oid), \'\'\'([^\'\']+)\'\'\'))[1] FROM pg_constraint
    WHERE conname = \'before_end\' AND conrelid = \'raw_event\'::regclass)\073
BEGIN
  -- Whoever waits for this lock has everybody wait behind it: so it waits a moment only, and tries again.
  PERFORM set_config(\'lock_timeout\', \'1s\', true)\073
  LOOP
    BEGIN
      LOCK TABLE raw_event IN ACCESS EXCLUSIVE MODE\073
      EXIT\073
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(1)\073
    END\073
  END LOOP\073
  ALTER TABLE raw_event DROP CONSTRAINT raw_event_pkey\073
  ALTER TABLE raw_event ADD CONSTRAINT before_pkey PRIMARY KEY USING INDEX before_pkey\073
  ALTER SEQUENCE raw_event_raw_event_id_seq OWNED BY NONE\073
  ALTER TABLE raw_event RENAME TO before\073
  ALTER TABLE before SET SCHEMA raw_events\073

  CREATE TABLE public.raw_event (LIKE raw_events.before INCLUDING DEFAULTS) PARTITION BY RANGE (received_at)\073
  ALTER SEQUENCE public.raw_event_raw_event_id_seq OWNED BY public.raw_event.raw_event_id\073
  ALTER TABLE public.raw_event ADD CONSTRAINT raw_event_pkey PRIMARY KEY (shop_id, raw_event_id, received_at)\073
  CREATE INDEX raw_event_pending_idx ON public.raw_event (shop_id, raw_event_id) WHERE ingested_at IS NULL\073
  CREATE INDEX raw_event_unreadable_idx ON public.raw_event (shop_id, raw_event_id) WHERE error IS NOT NULL\073
  CREATE INDEX raw_event_unreadable_at_idx ON public.raw_event (shop_id, received_at) WHERE error IS NOT NULL\073
  CREATE INDEX raw_event_product_idx ON public.raw_event (shop_id, (COALESCE(wire->>\'id\', wire#>>\'{data,product,id}\')))
    WHERE topic IN (\'products/create\', \'products/update\', \'Product/update\', \'products\')\073

  EXECUTE format(\'ALTER TABLE public.raw_event ATTACH PARTITION raw_events.before FOR VALUES FROM (MINVALUE) TO (%L)\',
    before_end)\073
  ALTER TABLE raw_events.before DROP CONSTRAINT before_end\073
  -- Of a clock that went wrong: nothing that is received may be refused for it.
  CREATE TABLE raw_events.other PARTITION OF public.raw_event DEFAULT\073

  DROP POLICY one_shop ON raw_events.before\073
  DROP POLICY across_shops ON raw_events.before\073
  ALTER TABLE raw_events.before DISABLE ROW LEVEL SECURITY\073
  REVOKE ALL ON raw_events.before FROM kindling_app, kindling_across\073
  REVOKE ALL (shop_id, ingested_at, received_at) ON raw_events.before FROM kindling_across\073
  ALTER TABLE public.raw_event ENABLE ROW LEVEL SECURITY\073
  GRANT SELECT, INSERT, UPDATE, DELETE ON public.raw_event TO kindling_app\073
  CREATE POLICY one_shop ON public.raw_event TO kindling_app
    USING (shop_id = NULLIF(current_setting(\'kindling.shop\', true), \'\')::integer)\073
  GRANT SELECT (shop_id, ingested_at, received_at) ON public.raw_event TO kindling_across\073
  CREATE POLICY across_shops ON public.raw_event TO kindling_across USING (true)\073

  -- Its rows were of the type of the table that was.
  DROP FUNCTION tellings_of_products\073
  CREATE FUNCTION tellings_of_products(asked integer, products text[]) RETURNS SETOF public.raw_event
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS \'
    SELECT * FROM raw_event WHERE shop_id = asked AND ingested_at IS NOT NULL AND error IS NULL
      AND topic IN (\'\'products/create\'\', \'\'products/update\'\', \'\'Product/update\'\', \'\'products\'\')
      AND COALESCE(wire->>\'\'id\'\', wire#>>\'\'{data,product,id}\'\') = ANY(products)
      AND (current_setting(\'\'role\'\') NOT IN (\'\'kindling_app\'\', \'\'kindling_across\'\')
        OR asked = NULLIF(current_setting(\'\'kindling.shop\'\', true), \'\'\'\')::integer)\'\073
  REVOKE EXECUTE ON FUNCTION tellings_of_products FROM PUBLIC\073
  GRANT EXECUTE ON FUNCTION tellings_of_products TO kindling_app\073
END';

-- When a partition ends, null where it has no end.
CREATE FUNCTION raw_event_month_end(partition oid) RETURNS timestamptz
LANGUAGE sql STABLE SET timezone = 'UTC' AS E'
  SELECT (regexp_match(pg_get_expr(relpartbound, oid), \'TO \\(\'\'([^\'\']+)\'\'\\)\'))[1]::timestamptz
  FROM pg_class WHERE oid = partition';

-- Makes the months from an instant on that are not there yet. A table is made and attached, which locks nobody out. A partition
-- made in place would do so. What lies in "other" for it goes along.
CREATE FUNCTION make_raw_event_months(as_of timestamptz, ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' SET lock_timeout = '2s' AS E'
DECLARE
  before_end CONSTANT timestamptz := raw_event_month_end(to_regclass(\'raw_events.before\'))\073
  first timestamptz\073
  next timestamptz\073
  name text\073
  made integer := 0\073
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(\'kindling raw_event months\'))\073
  FOR months IN 0..ahead LOOP
    first := date_trunc(\'month\', as_of) + make_interval(months => months)\073
    next := first + make_interval(months => 1)\073
    name := to_char(first, \'"m"YYYY_MM\')\073
    CONTINUE WHEN first < before_end OR to_regclass(format(\'raw_events.%I\', name)) IS NOT NULL\073
    EXECUTE format(\'CREATE TABLE raw_events.%I (LIKE public.raw_event INCLUDING DEFAULTS INCLUDING INDEXES)\', name)\073
    EXECUTE format(\'WITH moved AS (DELETE FROM raw_events.other WHERE received_at >= %L AND received_at < %L RETURNING *)
      INSERT INTO raw_events.%I SELECT * FROM moved\', first, next, name)\073
    EXECUTE format(\'ALTER TABLE public.raw_event ATTACH PARTITION raw_events.%I FOR VALUES FROM (%L) TO (%L)\',
      name, first, next)\073
    made := made + 1\073
  END LOOP\073
  RETURN made\073
END';

-- Drops the partitions of the past of which no shop keeps anything, with all that has been taken in. In one with a single shop
-- that keeps its events, the others' are deleted row by row (app/db/retentions.ts), and it goes when it is empty.
CREATE FUNCTION drop_raw_event_months(as_of timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' SET lock_timeout = '2s' AS E'
DECLARE
  month record\073
  shop integer\073
  is_kept boolean\073
  dropped integer := 0\073
BEGIN
  FOR month IN
    SELECT inhrelid::regclass AS partition, raw_event_month_end(inhrelid) AS ended FROM pg_inherits
    WHERE inhparent = \'public.raw_event\'::regclass AND raw_event_month_end(inhrelid) <= as_of ORDER BY 2
  LOOP
    -- One probe of the index a shop, up to the first that keeps what is in it.
    shop := NULL\073
    LOOP
      EXECUTE format(\'SELECT (SELECT shop_id FROM %s WHERE $1 IS NULL OR shop_id > $1 ORDER BY shop_id LIMIT 1)\',
        month.partition) INTO shop USING shop\073
      is_kept := shop IS NOT NULL AND NOT EXISTS (SELECT FROM retention
        WHERE shop_id = shop AND month.ended <= as_of - make_interval(days => raw_event_days))\073
      EXIT WHEN shop IS NULL OR is_kept\073
    END LOOP\073
    CONTINUE WHEN is_kept\073
    BEGIN
      LOCK TABLE ONLY public.raw_event IN ACCESS EXCLUSIVE MODE\073
      EXECUTE format(\'SELECT EXISTS (SELECT FROM %s WHERE ingested_at IS NULL)\', month.partition) INTO is_kept\073
      IF NOT is_kept THEN
        EXECUTE format(\'DROP TABLE %s\', month.partition)\073
        dropped := dropped + 1\073
      END IF\073
    EXCEPTION WHEN lock_not_available THEN
      -- Somebody reads for long. It goes another time.
      EXIT\073
    END\073
  END LOOP\073
  RETURN dropped\073
END';

REVOKE EXECUTE ON FUNCTION raw_event_month_end, make_raw_event_months, drop_raw_event_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_raw_event_months, drop_raw_event_months TO kindling_across;

SELECT make_raw_event_months(now(), 2);

-- Keys of deliveries are kept for a while, by source: found by their time.
CREATE INDEX CONCURRENTLY "dedupe_shop_id_source_seen_at_idx" ON "dedupe"("shop_id", "source", "seen_at");
