/** Where the columns of a log stand; -1 for one that is not there. */
export interface EventHeader {
  visitor: number;
  time: number;
  kind: number;
  path: number;
  product: number;
  order: number;
}

/** The names under which logs have a column, ours first: where several are there the first of the list counts. */
export const COLUMN_NAMES: Readonly<Record<keyof EventHeader, readonly string[]>> = {
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
};

/** @throws Error that names the columns that are missing, and the names that they may have */
export function readEventHeader(header: readonly string[]): EventHeader {
  const names = header.map(plain);
  const find = (column: keyof EventHeader): number => {
    for (const name of COLUMN_NAMES[column]) {
      const place = names.indexOf(plain(name));
      if (place >= 0) return place;
    }
    return -1;
  };
  const found: EventHeader = {
    visitor: find("visitor"),
    time: find("time"),
    kind: find("kind"),
    path: find("path"),
    product: find("product"),
    order: find("order"),
  };
  const missing = (["visitor", "time", "kind"] as const).filter((column) => found[column] < 0);
  if (missing.length > 0) {
    const known = missing.map((column) => `  ${column}: ${COLUMN_NAMES[column].join(", ")}`);
    throw new Error(
      `A log of events has a header like visitor,time,kind,path,product,order; "${header.join(",")}" lacks:\n${known.join("\n")}`,
    );
  }
  return found;
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "");
