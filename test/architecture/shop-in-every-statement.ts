/**
 * Statements over all shops: on a distributed database they run on every node. They are few, and never are while a visitor or a
 * merchant waits: workers ask them, and every process writes one.
 */
const TURN = "finds the shops whose turn it is, by an index or by a row a shop";
const DOMAIN = "one shop by its domain, by way of the table of shops, which every node has";
const PART = "a part of statements, which say the shop themselves";

/** Each by its file and the function or constant around it. */
export const STATEMENTS_WITHOUT_SHOP: Readonly<Record<string, string>> = {
  "app/db/address-pulls.ts findShopsToPullAddresses": TURN,
  "app/db/announcements.ts findShopsToTell": TURN,
  "app/db/backfills.ts findShopsToBackfill": TURN,
  "app/db/benchmarks.ts findShopsWithHistory": TURN,
  "app/db/deletions.ts findShopsToDelete": TURN,
  "app/db/insights/insights.ts findShopsWithDueInsights": TURN,
  "app/db/intake.ts addIntake": "what came in of all shops, once a second by each process",
  "app/db/lag.ts readLag": "how far behind all work is, at each scrape of a worker's metrics",
  "app/db/metafield-settings.ts findShopsWithDefinitionsDue": TURN,
  "app/db/metafield-states.ts findShopsWithFieldsToWrite": TURN,
  "app/db/norms.ts findShopsWithoutNorms": TURN,
  "app/db/product-collections.ts findShopsToReadCollections": TURN,
  "app/db/raw-events.ts findShopsWithPendingEvents": TURN,
  "app/db/reconciliations.ts findShopsToReconcile": TURN,
  "app/db/retentions.ts findShopsToTidy": TURN,
  "app/db/segment-builds.ts findShopsToBuild": TURN,
  "app/db/segment-sums.ts findShopsToCount": TURN,
  "app/db/shop-work.ts findDueShops": TURN,
  "app/db/shop.ts COLUMNS": PART,
  "app/db/shop.ts findShop": DOMAIN,
  "app/db/shop.ts markAuthorized": DOMAIN,
  "app/db/shop.ts saveInstalledShop": DOMAIN,
  "app/db/tag-states.ts findShopsWithTagsToWrite": TURN,
  "app/db/watched-tags.ts findShopsToReadTags": TURN,
  "app/queries/activity-logs.ts ACTIVITY_LOGS": PART,
  "app/queries/activity-logs.ts told": PART,
  "app/queries/list-customers.ts readStretch":
    "its conditions, of which the shop is the first, are put together by customerConditions",
};
