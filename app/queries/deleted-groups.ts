/** What rows of a table are to a merchant. */
const DELETED_GROUPS = [
  "events",
  "people",
  "commerce",
  "segments",
  "activation",
  "settings",
] as const;

type DeletedGroup = (typeof DELETED_GROUPS)[number];

export interface GroupedRows {
  group: DeletedGroup;
  rows: number;
}

const TABLES: Record<Exclude<DeletedGroup, "settings">, readonly string[]> = {
  events: ["raw_event", "dedupe", "fact", "signal_slot", "intake_minute"],
  people: [
    "profile",
    "identity",
    "identity_edge",
    "profile_merge",
    "score_history",
    "rfm_change",
    "erased_digest",
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

/** Rows that were deleted, by table, as rows by what they were to a merchant; all groups, in their order. */
export function sumByGroup(erased: Readonly<Record<string, number>>): GroupedRows[] {
  const sums = new Map<DeletedGroup, number>(DELETED_GROUPS.map((group) => [group, 0]));
  for (const [table, rows] of Object.entries(erased)) {
    const found = Object.entries(TABLES).find(([, tables]) => tables.includes(table));
    const group = DELETED_GROUPS.find((name) => name === found?.[0]) ?? "settings";
    sums.set(group, (sums.get(group) ?? 0) + rows);
  }
  return [...sums].map(([group, rows]) => ({ group, rows }));
}
