-- One open request a browser. What is done names none, and stands in nobody's way.
CREATE UNIQUE INDEX CONCURRENTLY "privacy_request_shop_id_client_id_key" ON "privacy_request"("shop_id", "client_id");
