-- AlterTable
ALTER TABLE "profile" ADD COLUMN     "levels" SMALLINT;
