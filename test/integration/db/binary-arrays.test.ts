import fc from "fast-check";
import { expect, test } from "vitest";
import { instantArray, jsonbArray, textArray } from "../../../app/db/binary-arrays.ts";
import { useAppPool } from "../../support/app-direct.ts";

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

test("PostgreSQL reads what was written, in its order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, json, instant), { maxLength: 20 }), async (rows) => {
      const { rows: read } = await app.pool.query<{ text: string; json: string; at: number }>(
        `SELECT one.text, one.json::text AS json, one.at
         FROM unnest($1::text[], $2::jsonb[], $3::timestamptz[]) WITH ORDINALITY AS one(text, json, at, place)
         ORDER BY place`,
        [
          textArray(rows.map(([some]) => some)),
          jsonbArray(rows.map(([, some]) => JSON.stringify(some))),
          instantArray(rows.map(([, , some]) => some)),
        ],
      );
      expect(read.map((row) => ({ ...row, json: JSON.parse(row.json) }))).toEqual(
        rows.map(([some, value, at]) => ({
          ...{ text: some, json: JSON.parse(JSON.stringify(value)), at: Math.trunc(at) },
        })),
      );
    }),
    { numRuns: 50 },
  );
});
