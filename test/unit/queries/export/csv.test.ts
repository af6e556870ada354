import fc from "fast-check";
import { expect, test } from "vitest";
import { writeCsv, type CsvValue } from "../../../../app/queries/export/csv.ts";

/** RFC 4180, read by the letter: what a strict reader makes of a file. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let rest = text;
  while (rest !== "") {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (match === null) throw new Error(`No CSV from here on: ${rest}`);
    const [whole, quoted, plain = "", end] = match;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") {
      records.push(cells);
      cells = [];
    }
    rest = rest.slice(whole.length);
  }
  return records;
}

const texts = fc.string({ unit: fc.constantFrom(..."ab =+-@,;\"'\t\r\n1.é＝") });
const tables = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(texts, { minLength: width, maxLength: width })));

/** Without the apostrophes that stand before what would begin a formula, ours or not. */
const undo = (cell: string): string =>
  cell.replaceAll(/(^|[;\t\n])'(?=[=+\-@\t\n＝＋－＠])/g, "$1");

test("a strict reader finds every cell again, with line ends as one sign and formulas behind an apostrophe", () => {
  fc.assert(
    fc.property(tables, (table) => {
      const told = readCsv(writeCsv(table)).map((record) => record.map(undo));
      const meant = table.map((record) =>
        record.map((cell) => undo(cell.replaceAll(/\r\n?/g, "\n"))),
      );
      expect(told).toEqual(meant);
    }),
  );
});

test("no cell begins a formula in a spreadsheet, and CRLF stands behind records alone", () => {
  fc.assert(
    fc.property(tables, (table) => {
      const text = writeCsv(table);
      for (const cell of readCsv(text).flat())
        expect(cell).not.toMatch(/^[=+@\t\r\n＝＋－＠]|^-(?!\d+(\.\d+)?$)/);
      expect(text.split("\r\n").length - 1).toBe(table.length);
    }),
  );
});

test("no cell begins a formula either where cells end at semicolons and quotes within a line say nothing", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const cells = writeCsv([["first", text]]).split(/[;\t\r\n]/);
      for (const cell of cells) expect(cell).not.toMatch(/^"?[=+@-]/);
    }),
  );
});

test("numbers, yes and no and nothing stand as machines read them", () => {
  const record: CsvValue[] = [1234.5, -3, true, false, null, "-12.50", "8675309000000000001"];
  expect(writeCsv([record])).toBe("1234.5,-3,true,false,,-12.50,8675309000000000001\r\n");
});
