-- Keys of orders whose customer was erased while they waited to be taken in (docs/decisions/0082-erasures-behind-the-ingest.md): they
-- name who is erased, and stand in the way of nothing else. An order that is read again without its key is stored once more, which
-- changes nothing where it is known, and is left out where its customer was erased.

DELETE FROM "dedupe"
WHERE "source" = 'backfill' AND starts_with("key", 'orders:') AND NOT starts_with("key", 'orders:unreadable:')
  AND NOT EXISTS (SELECT FROM "customer_order" stored
    WHERE stored."shop_id" = "dedupe"."shop_id" AND stored."order_id" = split_part("dedupe"."key", ':', 2));
