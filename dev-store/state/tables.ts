/**
 * One row per resource: the record as JSON in `body`, and beside it the columns that are searched.
 * The dispatcher of webhooks keeps its queue in tables of its own.
 */
export const TABLES = `
CREATE TABLE IF NOT EXISTS shops (domain TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS customers (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (shop, id)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS customers_created ON customers (shop, created_at, id);
CREATE INDEX IF NOT EXISTS customers_updated ON customers (shop, updated_at, id);

CREATE TABLE IF NOT EXISTS orders (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  customer_id INTEGER, body TEXT NOT NULL, PRIMARY KEY (shop, id)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS orders_created ON orders (shop, created_at, id);
CREATE INDEX IF NOT EXISTS orders_updated ON orders (shop, updated_at, id);
CREATE INDEX IF NOT EXISTS orders_customer ON orders (shop, customer_id, created_at, id);

CREATE TABLE IF NOT EXISTS products (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (shop, id)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS products_created ON products (shop, created_at, id);
CREATE INDEX IF NOT EXISTS products_updated ON products (shop, updated_at, id);

CREATE TABLE IF NOT EXISTS collections (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (shop, id)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS segments (
  shop TEXT NOT NULL, id INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (shop, id)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS carts (
  shop TEXT NOT NULL, token TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (shop, token)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checkouts (
  shop TEXT NOT NULL, token TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (shop, token)) STRICT, WITHOUT ROWID;

-- How far a visitor is in a checkout, which Shopify tells nobody.
CREATE TABLE IF NOT EXISTS checkout_visits (
  shop TEXT NOT NULL, token TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (shop, token)) STRICT, WITHOUT ROWID;

-- The lines of a cart as pixels were told of them last.
CREATE TABLE IF NOT EXISTS pixel_carts (
  shop TEXT NOT NULL, token TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (shop, token)) STRICT, WITHOUT ROWID;

-- What the search index knows about tags: it hears of a change a minute late.
CREATE TABLE IF NOT EXISTS tag_index (
  shop TEXT NOT NULL, tag TEXT NOT NULL, customer_id INTEGER NOT NULL, added_at INTEGER NOT NULL,
  removed_at INTEGER, PRIMARY KEY (shop, tag, customer_id, added_at)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS metafields (
  shop TEXT NOT NULL, owner_id TEXT NOT NULL, namespace TEXT NOT NULL, key TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (shop, owner_id, namespace, key)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS metafield_definitions (
  shop TEXT NOT NULL, owner_type TEXT NOT NULL, namespace TEXT NOT NULL, key TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (shop, owner_type, namespace, key)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS flow_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, shop TEXT NOT NULL, body TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS bulk_operations (
  shop TEXT NOT NULL, id INTEGER NOT NULL, unfinished INTEGER NOT NULL, file TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL, PRIMARY KEY (shop, id)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bulk_operations_unfinished ON bulk_operations (unfinished, id);
CREATE TABLE IF NOT EXISTS staged_uploads (
  path TEXT PRIMARY KEY, shop TEXT NOT NULL, signature TEXT NOT NULL, expires_at INTEGER NOT NULL,
  body TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS web_pixels (shop TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS themes (shop TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS installs (shop TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS access_tokens (
  token TEXT PRIMARY KEY, shop TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS access_tokens_shop ON access_tokens (shop);
CREATE TABLE IF NOT EXISTS refresh_tokens (
  token TEXT PRIMARY KEY, shop TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS refresh_tokens_shop ON refresh_tokens (shop);
`;
