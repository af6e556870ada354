import type { Invoice, InvoiceLine } from "./invoice.ts";

export interface InvoiceGrouper {
  add(entry: { invoice: string; customer: string; at: number; line: InvoiceLine }): void;
  /** Sorted by time, then key. The order in which lines were added makes no difference. */
  invoices(): Invoice[];
}

interface Group {
  at: number;
  lines: InvoiceLine[];
}

/**
 * Gathers lines into invoices. An invoice belongs to the customer of its lines, those without a
 * customer included. Should one number stand for several customers, it is one invoice for each.
 */
export function openInvoiceGrouper(): InvoiceGrouper {
  const groups = new Map<string, Map<string, Group>>();
  return {
    add({ invoice, customer, at, line }) {
      const byCustomer = groups.get(invoice) ?? new Map<string, Group>();
      groups.set(invoice, byCustomer);
      const group = byCustomer.get(customer);
      if (group === undefined) byCustomer.set(customer, { at, lines: [line] });
      else {
        group.at = Math.min(group.at, at);
        group.lines.push(line);
      }
    },
    invoices: () =>
      [...groups]
        .flatMap(([invoice, byCustomer]) => toInvoices(invoice, byCustomer))
        .sort((a, b) => a.at - b.at || compareText(a.key, b.key)),
  };
}

function toInvoices(invoice: string, byCustomer: Map<string, Group>): Invoice[] {
  const guest = byCustomer.get("");
  const known = [...byCustomer].filter(([customer]) => customer !== "");
  const [only] = known;
  if (only !== undefined && known.length === 1) {
    const [customerKey, { at, lines }] = only;
    return [
      {
        key: invoice,
        customerKey,
        at: Math.min(at, guest?.at ?? at),
        lines: inOrder([...lines, ...(guest?.lines ?? [])]),
      },
    ];
  }
  return [...byCustomer].map(([customer, { at, lines }]) => ({
    key: byCustomer.size === 1 ? invoice : `${invoice}/${customer || "guest"}`,
    customerKey: customer || null,
    at,
    lines: inOrder(lines),
  }));
}

/** By content, not by place in the file: a file that is sorted differently tells the same orders. */
function inOrder(lines: InvoiceLine[]): InvoiceLine[] {
  return lines.sort(
    (a, b) =>
      compareText(a.sku, b.sku) ||
      b.totalMinor - a.totalMinor ||
      b.quantity - a.quantity ||
      compareText(a.title, b.title),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
