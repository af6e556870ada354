import { readCustomerFilter } from "../customer-filter.ts";
import { CUSTOMER_SORTS, type CustomerSort } from "../customer-sorts.ts";
import { listCustomers, type CustomerItem } from "../list-customers.ts";
import {
  exportPoints,
  exportWords,
  isoInstant,
  type ExportInput,
  type ExportList,
} from "./export-list.ts";
import { formatMinorUnits } from "../../pipeline/shared/money.ts";
import type { CsvValue } from "./csv.ts";

const COLUMNS = [
  "customerId",
  "behavior",
  "intent",
  "engagement",
  "value",
  "orderIn30Days",
  "worth",
  "currency",
  "rfmGroup",
  "lastSeenAt",
  "segments",
  "excluded",
] as const;

/** The customers of the list, with its filters and its order. */
export const CUSTOMERS: ExportList<(typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  async read(input) {
    const { customers, next } = await readCustomers(input);
    return { records: customers.map((customer) => recordOf(customer, input.currency)), next };
  },
};

const MEMBER_COLUMNS = [...COLUMNS, "enteredAt", "reason"] as const;

/** The members of one segment (`segment`: its handle), since when and why. */
export const MEMBERS: ExportList<(typeof MEMBER_COLUMNS)[number]> = {
  columns: MEMBER_COLUMNS,
  async read(input) {
    const { customers, next } = await readCustomers(input);
    const records = customers.map((customer) => [
      ...recordOf(customer, input.currency),
      isoInstant(customer.enteredAt),
      customer.reason === null ? null : input.sayReason(customer.reason),
    ]);
    return { records, next };
  },
};

function readCustomers({ shopId, params, after, limit, now, db }: ExportInput) {
  const asked = params.get("sort") ?? "";
  const order = params.get("order");
  return listCustomers(
    {
      ...{ shopId, after, limit },
      sort: isSort(asked) ? asked : "behavior",
      order: order === "asc" || order === "desc" ? order : undefined,
      ...readCustomerFilter(params, now),
      // Whom the page's search found: Shopify is not asked again for every piece.
      ids: params.get("ids")?.split(","),
      idPrefix: params.get("idPrefix") ?? undefined,
    },
    db,
  );
}

const isSort = (name: string): name is CustomerSort => Object.hasOwn(CUSTOMER_SORTS, name);

function recordOf(customer: CustomerItem, currency: string): CsvValue[] {
  const { worthMinor } = customer;
  return [
    customer.customerId,
    exportPoints(customer.behavior),
    exportPoints(customer.intent),
    exportPoints(customer.engagement),
    exportPoints(customer.value),
    customer.chance,
    worthMinor === null ? null : formatMinorUnits(Math.round(worthMinor), currency),
    worthMinor === null ? null : currency,
    customer.rfmGroup,
    isoInstant(customer.lastSeenAt),
    exportWords(customer.segments.map(({ name }) => name)),
    customer.isExcluded,
  ];
}
