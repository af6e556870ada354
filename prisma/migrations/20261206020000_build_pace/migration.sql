-- AlterTable
ALTER TABLE "segment_build" ADD COLUMN     "judging_since" TIMESTAMPTZ(3);
