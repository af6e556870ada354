-- Every prediction has its interval and its evidence now: what was told without is told anew at the next look.
UPDATE "profile" SET "outlook" = NULL WHERE "outlook" IS NOT NULL;
