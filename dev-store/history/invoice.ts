import type { Decimal } from "./parse-decimal.ts";

/** One line of an invoice. On a cancellation `quantity` is what goes back, above zero as well. */
export interface InvoiceLine {
  line: number;
  sku: string;
  title: string;
  quantity: number;
  price: Decimal;
  /** Of the whole line, rounded once. */
  totalMinor: number;
}

/** The lines of one customer (null: of guests) under one invoice number. */
export interface Invoice {
  key: string;
  customerKey: string | null;
  /** Of the earliest line. */
  at: number;
  lines: InvoiceLine[];
}
