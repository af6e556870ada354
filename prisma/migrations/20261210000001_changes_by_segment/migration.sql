-- Who entered or left one segment, the latest first: its page begins with them.
CREATE INDEX CONCURRENTLY "membership_change_shop_id_segment_id_at_idx" ON "membership_change"("shop_id", "segment_id", "at");
