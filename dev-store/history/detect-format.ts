import type { HistoryFormat } from "./history.ts";

/** Where a format's columns stand in this file; -1 for an optional one that is not there. */
export type Columns = Record<string, number>;

export interface DetectedFormat {
  format: HistoryFormat;
  columns: Columns;
}

interface FormatHeader {
  format: HistoryFormat;
  /** As a person would write it, for the message when no format fits. */
  shown: string;
  /** Our word for a column, and the names under which files have it. */
  required: Record<string, string[]>;
  optional: Record<string, string[]>;
}

const FORMATS: FormatHeader[] = [
  {
    format: "shopify-orders",
    shown:
      "Name,Email,Financial Status,…,Currency,…,Total,…,Created at,Lineitem quantity,Lineitem name,Lineitem price,…",
    required: {
      name: ["Name"],
      email: ["Email"],
      financialStatus: ["Financial Status"],
      total: ["Total"],
      createdAt: ["Created at"],
      lineQuantity: ["Lineitem quantity"],
      lineName: ["Lineitem name"],
      linePrice: ["Lineitem price"],
    },
    optional: {
      id: ["Id"],
      currency: ["Currency"],
      cancelledAt: ["Cancelled at"],
      refundedAmount: ["Refunded Amount"],
      discountCode: ["Discount Code"],
      discountAmount: ["Discount Amount"],
      lineSku: ["Lineitem sku"],
      phone: ["Phone"],
    },
  },
  {
    format: "invoice-lines",
    shown: "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
    required: {
      invoice: ["InvoiceNo", "Invoice"],
      sku: ["StockCode"],
      quantity: ["Quantity"],
      date: ["InvoiceDate"],
      price: ["UnitPrice", "Price"],
      customer: ["CustomerID"],
    },
    optional: { title: ["Description"] },
  },
  {
    format: "transactions",
    shown: "customer_id,date[,…,value]",
    required: { customer: ["customer_id"], date: ["date"] },
    optional: { value: ["value"] },
  },
];

/** Tells a file's format by its header; case, blanks and underscores make no difference. */
export function detectFormat(header: string[]): DetectedFormat {
  const names = header.map(plain);
  for (const { format, required, optional } of FORMATS) {
    const columns = { ...findColumns(names, required), ...findColumns(names, optional) };
    if (Object.keys(required).every((column) => (columns[column] ?? -1) >= 0)) {
      return { format, columns };
    }
  }
  const known = FORMATS.map(({ format, shown }) => `  ${format}: ${shown}`).join("\n");
  throw new Error(
    `No known history begins with the header "${header.join(",")}". Known are:\n${known}`,
  );
}

function findColumns(names: string[], wanted: Record<string, string[]>): Columns {
  return Object.fromEntries(
    Object.entries(wanted).map(([column, spellings]) => [
      column,
      names.findIndex((name) => spellings.map(plain).includes(name)),
    ]),
  );
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_]/g, "");
