-- What the admin last said of the theme's embed: a page shows it at once, and asks again when it stands.
ALTER TABLE "shop" ADD COLUMN "embed_status" TEXT;
