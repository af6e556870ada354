import { listCustomers } from "../list-customers.ts";
import { exportPoints, exportWords, isoInstant, type ExportList } from "./export-list.ts";

const COLUMNS = [
  "customerId",
  "behavior",
  "intent",
  "engagement",
  "value",
  "lastSeenAt",
  "segments",
] as const;

/** The customers of the list, with its filters. */
export const CUSTOMERS: ExportList<(typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  async read({ shopId, params, after, limit, db }) {
    const { customers, next } = await listCustomers(
      {
        shopId,
        sort: "behavior",
        segment: params.get("segment") || undefined,
        search: params.get("search") || undefined,
        after,
        limit,
      },
      db,
    );
    const records = customers.map((customer) => [
      customer.customerId,
      exportPoints(customer.behavior),
      exportPoints(customer.intent),
      exportPoints(customer.engagement),
      exportPoints(customer.value),
      isoInstant(customer.lastSeenAt),
      exportWords(customer.segments.map(({ name }) => name)),
    ]);
    return { records, next };
  },
};
