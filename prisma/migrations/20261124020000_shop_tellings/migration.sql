-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "authorized_at" TIMESTAMPTZ(3),
ADD COLUMN     "source_updated_at" TIMESTAMPTZ(3);
