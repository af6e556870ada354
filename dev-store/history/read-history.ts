import { detectFormat } from "./detect-format.ts";
import type { History } from "./history.ts";
import { readInvoiceLines } from "./read-invoice-lines.ts";
import { openTable } from "./read-table.ts";
import { readShopifyOrders } from "./read-shopify-orders.ts";
import { readTransactions } from "./read-transactions.ts";

export interface ReadHistoryOptions {
  /**
   * Decimals of the file's currency: 0 for the yen, 3 for the Kuwaiti dinar. Default: those of the
   * currency that the file names, else 2.
   */
  currencyDigits?: number;
}

/**
 * Reads a shop's order history from a CSV file, plain or gzipped, in any of three formats told by
 * its header. The file is streamed; the history that it tells is kept whole. Throws when the header
 * fits no format or the file ends in the middle of its compression. A row that cannot be read stops
 * nothing: it is counted and named.
 */
export async function readHistory(
  file: string,
  options: ReadHistoryOptions = {},
): Promise<History> {
  const table = await openTable(file);
  const { format, columns } = detectFormat(table.header);
  const input = { table, columns, currencyDigits: options.currencyDigits };
  switch (format) {
    case "transactions":
      return readTransactions(input);
    case "invoice-lines":
      return readInvoiceLines(input);
    case "shopify-orders":
      return readShopifyOrders(input);
  }
}
