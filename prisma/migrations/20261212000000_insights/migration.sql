-- CreateTable
CREATE TABLE "insight" (
    "shop_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "values" JSONB NOT NULL,

    CONSTRAINT "insight_pkey" PRIMARY KEY ("shop_id","name")
);

-- CreateTable
CREATE TABLE "funnel_day" (
    "shop_id" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "looked" INTEGER NOT NULL,
    "carted" INTEGER NOT NULL,
    "checked_out" INTEGER NOT NULL,
    "ordered" INTEGER NOT NULL,
    "ordered_unseen" INTEGER NOT NULL,

    CONSTRAINT "funnel_day_pkey" PRIMARY KEY ("shop_id","day")
);
