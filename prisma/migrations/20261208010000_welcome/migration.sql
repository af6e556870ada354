-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "welcome_closed_at" TIMESTAMPTZ(3);

