-- A process counts what came in of all shops, and writes its counts of a second by one statement.
SET lock_timeout = '2s';
GRANT SELECT, INSERT, UPDATE ("count") ON "intake_minute" TO kindling_across;
CREATE POLICY across_shops ON "intake_minute" TO kindling_across USING (true);
GRANT INSERT ("shop_id", "topic"), UPDATE ("version") ON "shop_change" TO kindling_across;
