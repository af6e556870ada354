import { findLatestDeletion, type DeletionRow } from "../db/deletions.ts";
import { getPool } from "../db/pool.server.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShop } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";

/** What rows of a table are to a merchant. */
const DELETED_GROUPS = [
  "events",
  "people",
  "commerce",
  "segments",
  "activation",
  "settings",
] as const;

export type DeletedGroup = (typeof DELETED_GROUPS)[number];

const TABLES: Record<Exclude<DeletedGroup, "settings">, readonly string[]> = {
  events: ["raw_event", "dedupe", "fact", "signal_slot", "intake_minute"],
  people: [
    "profile",
    "identity",
    "identity_edge",
    "profile_merge",
    "score_history",
    "rfm_change",
    "insight",
    "funnel_day",
  ],
  commerce: [
    ...["customer", "customer_order", "order_line", "refund", "customer_consent", "customer_tag"],
    ...["product", "variant", "price_change", "collection", "product_collection"],
  ],
  segments: [
    ...["segment", "segment_version", "segment_build", "segment_candidate"],
    ...["segment_membership", "membership_change", "segment_sum", "segment_day", "shop_sum"],
  ],
  activation: ["tag_state", "tag_write", "metafield_state", "announcement"],
};

/** How far the deletion of everything is, or its receipt. */
export interface Deletion extends Omit<DeletionRow, "deletionId" | "erased"> {
  domain: string;
  /** Rows, by what they were to a merchant. */
  groups: { group: DeletedGroup; rows: number }[];
}

/** Null: nothing was deleted, or the merchant has begun anew. */
export async function readDeletion(
  { domain }: { domain: string },
  db: Queryable = getPool(),
): Promise<Deletion | null> {
  const shop = await findShop(db, domain);
  if (shop === null) return null;
  const latest = await workFor(shop.shopId, () => findLatestDeletion(db, shop.shopId));
  if (latest === null || latest.restartedAt !== null) return null;
  if (latest.state !== "erasing" && latest.state !== "done") return null;
  const { deletionId: _deletionId, erased, ...deletion } = latest;
  return { ...deletion, domain, groups: sumByGroup(erased) };
}

function sumByGroup(erased: Record<string, number>): Deletion["groups"] {
  const sums = new Map<DeletedGroup, number>(DELETED_GROUPS.map((group) => [group, 0]));
  for (const [table, rows] of Object.entries(erased)) {
    const found = Object.entries(TABLES).find(([, tables]) => tables.includes(table));
    const group = DELETED_GROUPS.find((name) => name === found?.[0]) ?? "settings";
    sums.set(group, (sums.get(group) ?? 0) + rows);
  }
  return [...sums].map(([group, rows]) => ({ group, rows }));
}
