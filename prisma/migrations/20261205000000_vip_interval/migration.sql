-- The chance to become a VIP has an interval now: what was told without one is told anew at the next look.
UPDATE "profile" SET "outlook" = jsonb_set("outlook", '{vipAscent}', 'null') WHERE "outlook" IS NOT NULL;
