-- How likely somebody who was in the shop lately is to buy: of customers and of unknown visitors.
ALTER TABLE "profile" ADD COLUMN "visit_outlook" JSONB;

-- What is told of visitors is learned with the next fit: it comes at once and not at night.
UPDATE "shop" SET "fit_due_at" = "ready_at" WHERE "ready_at" IS NOT NULL;
