/** Where the columns of a log stand; -1 for one that is not there. */
export interface EventHeader {
  /** All that name a visitor, the best first: where one is empty the next counts, as of visitors who never logged in. */
  visitors: number[];
  time: number;
  kind: number;
  path: number;
  product: number;
  order: number;
}

/** The names under which logs have a column, ours first: where several are there the first of the list counts. */
export const COLUMN_NAMES = {
  visitor: [
    "visitor",
    "visitor_id",
    "client_id",
    "user_id",
    "user",
    "customer_id",
    "anonymous_id",
    "user_pseudo_id",
    "session",
    "session_id",
    "user_session",
  ],
  time: [
    "time",
    "timestamp",
    "event_time",
    "occurred_at",
    "event_timestamp",
    "time_stamp",
    "datetime",
    "created_at",
    "ts",
    "date",
  ],
  kind: [
    "kind",
    "event",
    "event_type",
    "event_name",
    "behavior_type",
    "behavior",
    "action",
    "type",
  ],
  path: ["path", "page", "page_path", "url", "page_url", "page_location", "uri"],
  product: ["product", "product_id", "item", "item_id", "sku", "variant_id", "content_id"],
  order: ["order", "order_id", "transaction_id", "transaction", "checkout_id", "invoice"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Column = keyof typeof COLUMN_NAMES;

/** @throws Error that names the columns that are missing, and the names that they may have */
export function readEventHeader(header: readonly string[]): EventHeader {
  const names = header.map(plain);
  const placesOf = (column: Column): number[] =>
    COLUMN_NAMES[column].map((name) => names.indexOf(plain(name))).filter((place) => place >= 0);
  const find = (column: Column): number => placesOf(column)[0] ?? -1;
  const missing = (["visitor", "time", "kind"] as const).filter((column) => find(column) < 0);
  if (missing.length > 0) {
    const known = missing.map((column) => `  ${column}: ${COLUMN_NAMES[column].join(", ")}`);
    throw new Error(
      `A log of events has a header like visitor,time,kind,path,product,order; "${header.join(",")}" lacks:\n${known.join("\n")}`,
    );
  }
  return {
    visitors: placesOf("visitor"),
    time: find("time"),
    kind: find("kind"),
    path: find("path"),
    product: find("product"),
    order: find("order"),
  };
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "");
