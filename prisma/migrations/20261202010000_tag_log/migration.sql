-- CreateIndex
CREATE INDEX "tag_write_shop_id_written_at_idx" ON "tag_write"("shop_id", "written_at");
