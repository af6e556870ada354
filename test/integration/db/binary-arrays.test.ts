import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bigintArray,
  booleanArray,
  instantArray,
  intArray,
  jsonbArray,
  smallintArray,
  textArray,
} from "../../../app/db/binary-arrays.ts";
import { useAppPool } from "../../support/app-direct.ts";
import "../../support/property-seed.ts";

const app = useAppPool();

/** What PostgreSQL stores as text and as JSON: no NUL, no half of a pair. */
const text = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .filter((some) => !some.includes("\u0000"));
const json = fc.jsonValue({ maxDepth: 2 }).filter((some) => {
  const written = JSON.stringify(some);
  return !written.includes("\\u0000") && written.isWellFormed() && !/\\ud[89a-f]/.test(written);
});
/** A clock may tell parts of a millisecond. */
const instant = fc.double({ min: 0, max: Date.UTC(2100, 0, 1), noNaN: true });

const row = fc.record({
  text: fc.option(text),
  json: fc.option(json.map((some) => JSON.stringify(some))),
  at: fc.option(instant),
  big: fc.option(fc.maxSafeInteger()),
  whole: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  small: fc.option(fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })),
  flag: fc.option(fc.boolean()),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const parsed = (written: string | null): unknown => (written === null ? null : JSON.parse(written));

test("PostgreSQL reads what was written, in its order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
      const { rows: read } = await app.pool.query<Row>(
        `SELECT one.text, one.json::text AS json, one.at, one.big, one.whole, one.small, one.flag
         FROM unnest($1::text[], $2::jsonb[], $3::timestamptz[], $4::bigint[], $5::int[], $6::smallint[],
             $7::boolean[])
           WITH ORDINALITY AS one(text, json, at, big, whole, small, flag, place)
         ORDER BY place`,
        [
          textArray(rows.map((one) => one.text)),
          jsonbArray(rows.map((one) => one.json)),
          instantArray(rows.map((one) => one.at)),
          bigintArray(rows.map((one) => one.big)),
          intArray(rows.map((one) => one.whole)),
          smallintArray(rows.map((one) => one.small)),
          booleanArray(rows.map((one) => one.flag)),
        ],
      );
      expect(read.map((one) => ({ ...one, json: parsed(one.json) }))).toEqual(
        rows.map((one) => ({
          ...one,
          json: parsed(one.json),
          at: one.at === null ? null : Math.trunc(one.at),
        })),
      );
    }),
    { numRuns: 50 },
  );
});
