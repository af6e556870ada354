import fc from "fast-check";
import { expect, test } from "vitest";
import { readRequestId } from "../../../app/operations/request-id.ts";
import { nameStatement } from "../../../app/operations/statement-name.ts";

test.each([
  "0af7651916cd43dd8448eb211c80319c",
  "Root=1-67891233-abcdef012345678912345678",
  "req_8charsxx",
])("the request id %s is taken as it came", (id) => {
  expect(readRequestId(id)).toBe(id);
});

test("what could be anything is no request id: a new one is made, another each time", () => {
  const given = [
    undefined,
    "",
    "short",
    "two words ",
    "a\nline",
    '{"json":1}',
    "x".repeat(129),
    ["a", "b"],
  ];
  const made = given.map((header) => readRequestId(header));
  expect(new Set(made).size).toBe(given.length);
  for (const id of made) expect(id).toMatch(/^[0-9a-f-]{36}$/);
});

test("whatever comes as a request id, a line of the log stays one line without quotes", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (header) =>
      /^[A-Za-z0-9._:=-]{8,128}$/.test(readRequestId(header)),
    ),
  );
});

test.each([
  ["SELECT 1", "SELECT"],
  ["BEGIN", "BEGIN"],
  ["SELECT set_config('role', $1, false)", "SELECT set_config"],
  ["SELECT count(*) FROM fact WHERE shop_id = $1", "SELECT fact"],
  ["SELECT kind FROM identity WHERE shop_id = $1", "SELECT identity"],
  ["INSERT INTO raw_event (shop_id) SELECT $1", "INSERT raw_event"],
  ["UPDATE profile SET due_at = $2 WHERE shop_id = $1", "UPDATE profile"],
  ["DELETE FROM fact WHERE shop_id = $1", "DELETE fact"],
  ["WITH found AS (SELECT FROM shop) INSERT INTO dedupe (shop_id) SELECT $1", "INSERT dedupe"],
  ['SELECT "public"."Session"."id" FROM "public"."Session" WHERE 1=1', "SELECT Session"],
  ["SELECT 'DELETE FROM nothing' AS words FROM segment", "SELECT segment"],
  ["", "statement"],
])("%s is called %s", (text, name) => {
  expect(nameStatement(text)).toBe(name);
});
