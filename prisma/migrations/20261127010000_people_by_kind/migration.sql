-- The ids of one kind that a person is known by, without a look at the others: a person who buys often has
-- hundreds of orders, carts and checkouts, and two browsers.
CREATE INDEX CONCURRENTLY "identity_shop_id_profile_id_kind_idx" ON "identity"("shop_id", "profile_id", "kind");

DROP INDEX CONCURRENTLY "identity_shop_id_profile_id_idx";
