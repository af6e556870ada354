-- All people of some days: rows lie on the disk nearly in the order of time, so that an index of a few pages is enough.
CREATE INDEX CONCURRENTLY "signal_slot_slot_idx" ON "signal_slot" USING BRIN ("slot");
