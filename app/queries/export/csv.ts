/** A cell before it is written: a number and a boolean as such, null as an empty cell. */
export type CsvValue = string | number | boolean | null;

/** The mark by which spreadsheets know that a file is UTF-8; readers of CSV pass over it. */
export const BYTE_ORDER_MARK = "\u{feff}";

const END_OF_RECORD = "\r\n";

/**
 * Records as RFC 4180 writes them: commas, quotes where a cell needs them, CRLF behind every record. CRLF stands nowhere
 * else, so that records can be counted by it.
 */
export function writeCsv(records: readonly (readonly CsvValue[])[]): string {
  return records.map((cells) => cells.map(writeCell).join(",") + END_OF_RECORD).join("");
}

function writeCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = disarm(value.replaceAll(/\r\n?/g, "\n"));
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text that a spreadsheet would run as a formula is written behind an apostrophe, which makes it a text there: names
 * of segments and pages come from people. Signs of full width begin formulas in some spreadsheets, too. Where decimals have
 * a comma, as in German and French, cells end at semicolons and quotes in the middle of a line say nothing: what follows a
 * semicolon or a line's end there begins a cell as well. A plain decimal number is none.
 * Source: OWASP, "CSV Injection".
 */
function disarm(text: string): string {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  const inner = text.replaceAll(/([;\t\n])(?=[=+\-@＝＋－＠])/g, "$1'");
  return /^[=+\-@\t\n＝＋－＠]/.test(text) ? `'${inner}` : inner;
}
