import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactJson } from "../../../../app/pipeline/shared/exact-json.ts";

test("an integer beyond 2^53 keeps every digit, as a text", () => {
  expect(parseExactJson('{"id":820982911946154508,"n":[-9007199254740993]}')).toEqual({
    id: "820982911946154508",
    n: ["-9007199254740993"],
  });
});

test("integers that a double holds stay numbers, the largest among them", () => {
  expect(parseExactJson("[1,-7,9007199254740991]")).toEqual([1, -7, 9007199254740991]);
});

test("a fraction with many digits stays a number", () => {
  expect(parseExactJson('{"rate":0.1234567890123456789}')).toEqual({ rate: 0.12345678901234568 });
});

test("every integer, however long, comes back with its own digits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (integer) => {
      expect(String(parseExactJson(String(integer)))).toBe(String(integer));
    }),
  );
});

test("so does it wherever a number can stand", () => {
  const places = [
    "[#]",
    "[1,#]",
    "[1, #]",
    "[\n#]",
    '{"id":#}',
    '{"id": #}',
    '{"id":\t#}',
    "\r\n#",
  ];
  fc.assert(
    fc.property(
      fc.bigInt({ min: 2n ** 53n, max: 10n ** 30n }),
      fc.constantFrom(...places),
      fc.constantFrom("", "-"),
      (integer, place, sign) => {
        const digits = `${sign}${integer}`;
        const found = JSON.stringify(parseExactJson(place.replace("#", digits)));
        expect(found).toContain(`"${digits}"`);
      },
    ),
  );
});

test("any value that JSON can say survives", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      const isExact = !/\d{16}/.test(text);
      if (isExact) expect(parseExactJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test("what is not JSON is a SyntaxError", () => {
  for (const text of ["", "{", "{'a':1}", "undefined", '{"a":1234567890123456789']) {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  }
});

test("nesting too deep to walk is a SyntaxError, not a crash", () => {
  const depth = 200_000;
  const text = `${"[".repeat(depth)}1234567890123456789${"]".repeat(depth)}`;
  expect(() => parseExactJson(text)).toThrow(SyntaxError);
});

test("a key named __proto__ changes no prototype", () => {
  const parsed = parseExactJson('{"__proto__":{"polluted":true},"id":1234567890123456789}');
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(Object.hasOwn({}, "polluted")).toBe(false);
  expect("polluted" in {}).toBe(false);
});
