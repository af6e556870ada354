import fc from "fast-check";
import { expect, test } from "vitest";
import { orderRows } from "../../../../app/components/table/order-rows.ts";
import { readSort } from "../../../../app/components/table/read-sort.ts";

const COLUMNS = { size: "desc", name: "asc" } as const;
const read = (address: string) => readSort(new URLSearchParams(address), COLUMNS, "size");

test("an address names the order; what it does not name, or names wrongly, is the default", () => {
  expect(read("")).toEqual({ by: "size", direction: "desc" });
  expect(read("sort=name")).toEqual({ by: "name", direction: "asc" });
  expect(read("sort=name&order=desc")).toEqual({ by: "name", direction: "desc" });
  expect(read("sort=name&order=sideways")).toEqual({ by: "name", direction: "asc" });
  expect(read("sort=toString&order=asc")).toEqual({ by: "size", direction: "desc" });
});

test("rows are ordered either way, what is unknown last", () => {
  const rows = fc.array(fc.record({ size: fc.option(fc.integer()), name: fc.string() }));
  fc.assert(
    fc.property(rows, fc.constantFrom("asc" as const, "desc" as const), (all, direction) => {
      const ordered = orderRows(
        all,
        { by: "size", direction },
        { values: { size: (row) => row.size, name: (row) => row.name }, locale: "en" },
      ).map(({ size }) => size);
      const known = ordered.filter((size) => size !== null);
      expect(ordered.slice(0, known.length)).toEqual(known);
      expect(known).toEqual(known.toSorted((a, b) => (direction === "asc" ? a - b : b - a)));
    }),
  );
});

test("words are ordered as the language does, numbers in them as numbers", () => {
  const rows = ["Zebra", "Äpfel", "Band 10", "Band 9"];
  const ordered = orderRows(
    rows,
    { by: "name", direction: "asc" },
    { values: { name: (row) => row }, locale: "de" },
  );
  expect(ordered).toEqual(["Äpfel", "Band 9", "Band 10", "Zebra"]);
});
