-- What was read of orders and products before had neither lines nor types: shops that are installed read
-- these again. They stay ready meanwhile. Code of before passes over shops that are ready.
UPDATE "backfill" SET "finished_at" = NULL, "cursor" = NULL, "loaded" = 0, "total" = NULL, "bulk_id" = NULL, "bulk_lines" = 0
WHERE "resource" IN ('orders', 'products') AND "finished_at" IS NOT NULL;
