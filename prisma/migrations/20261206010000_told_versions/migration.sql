-- AlterTable
ALTER TABLE "segment_version" ADD COLUMN     "is_told" BOOLEAN NOT NULL DEFAULT false;
