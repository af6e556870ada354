-- Shops that are there already get their first model when they are next scored.
CREATE TABLE "scoring_model" (
    "shop_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "model" JSON NOT NULL,
    "preset" TEXT,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scoring_model_pkey" PRIMARY KEY ("shop_id","version")
);

