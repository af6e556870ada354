import type { Random } from "../../dev-store/simulation/random.ts";
import { RawToken, isPairs, toFuzzed, writeFuzzed } from "./fuzz-json.ts";
import type { Fuzzed, Pair } from "./fuzz-json.ts";

/** What a payload of a topic looks like: an example, and its JSON Schema where there is one. */
export interface PayloadShape {
  sample: unknown;
  schema: object;
  /** Of the app's subscription; empty: the whole payload. */
  includeFields: readonly string[];
}

const MOST_MUTATIONS = 4;
const SOME_IDS = ["1", "77", "9007199254740993", "9223372036854775807", "820982911946154508"];

/**
 * A payload that Shopify might send on a bad day, or somebody in its name: an example with one to four
 * faults, placed and chosen along the schema. The same random gives the same text. Half of them are cut
 * down to the fields of the subscription, so that faults meet what is read.
 */
export function mutatePayload(random: Random, shape: PayloadShape): string {
  const whole = toFuzzed(shape.sample);
  const isCut = shape.includeFields.length > 0 && random.chance(0.6);
  let payload = isCut ? keepFields(whole, shape.includeFields) : whole;
  const count = random.between(1, MOST_MUTATIONS);
  for (let index = 0; index < count; index += 1) payload = mutate(random, payload, shape.schema);
  return random.chance(0.01) ? spoilText(random, writeFuzzed(payload)) : writeFuzzed(payload);
}

/** Walks down at random and does one thing there. */
function mutate(random: Random, value: Fuzzed, schema: unknown): Fuzzed {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.8)) {
    const at = random.between(0, value.length - 1);
    const items = below(schema, "items");
    return value.map((element, index) => (index === at ? mutate(random, element, items) : element));
  }
  if (isPairs(value) && random.chance(0.93)) return mutateObject(random, value.pairs, schema);
  return replaceValue(random, value, schema);
}

function mutateObject(random: Random, pairs: Pair[], schema: unknown): Fuzzed {
  const properties = below(schema, "properties");
  const roll = random.next();
  if (roll < 0.12)
    return { pairs: pairs.filter(() => !random.chance(1 / Math.max(1, pairs.length))) };
  if (roll < 0.22) return { pairs: [...pairs, addedPair(random, properties)] };
  const at = random.between(0, pairs.length - 1);
  return {
    pairs: pairs.map(([key, old], index): Pair =>
      index === at ? [key, mutate(random, old, below(properties, key))] : [key, old],
    ),
  };
}

/** A field that the example lacks, one that nobody knows, or one that an object has of itself. */
function addedPair(random: Random, properties: unknown): Pair {
  const known =
    typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  const own = ["__proto__", "constructor", "toString", "hasOwnProperty", "", "a.b", "\u0000"];
  const key = known.length > 0 && random.chance(0.6) ? pick(random, known) : pick(random, own);
  return [key, replaceValue(random, null, below(properties, key))];
}

/** Another value: of a type that the schema allows or of one that it does not. */
function replaceValue(random: Random, value: Fuzzed, schema: unknown): Fuzzed {
  const wanted = typeOf(value, schema);
  const type = random.chance(0.55) ? wanted : pick(random, TYPES);
  switch (type) {
    case "id":
      return random.chance(0.5) ? new RawToken(pick(random, SOME_IDS)) : pick(random, SOME_IDS);
    case "date":
      return pick(random, DATES);
    case "money":
      return pick(random, AMOUNTS);
    case "number":
      return new RawToken(pick(random, NUMBERS));
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    case "array":
      return nested(random, "[", "]");
    case "object":
      return nested(random, '{"id":', "}");
    default:
      return pick(random, TEXTS)();
  }
}

const TYPES = ["id", "date", "money", "number", "boolean", "null", "array", "object", "text"];
const DATES = [
  "2026-11-20T10:00:00Z",
  "2026-11-20T10:00:00+01:00",
  "2026-11-20T10:00:00.123456789-05:00",
  "2099-12-31T23:59:59Z",
  "2100-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "1970-01-01T00:00:00Z",
  "2026-02-30T25:61:61Z",
  "2026-11-20T10:00:00+99:99",
  "2026-11-20",
  "+275760-09-13T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "yesterday",
];
const AMOUNTS = [
  "0.00",
  "10.00",
  "-10.00",
  "-0.00",
  "99999999999.99",
  "999999999999999.99",
  "1e9",
  "NaN",
  "Infinity",
  "0x10",
  "1,000.00",
  "",
  " 1",
  "1.",
  ".5",
  "00.5",
  "0.0000000000000000001",
  "1234567890.123456789",
];
const NUMBERS = [
  "0",
  "-0",
  "-1",
  "1.5",
  "1e3",
  "1e400",
  "-1e400",
  "1e-400",
  "9007199254740993",
  "-9007199254740993",
  "1234567890123456789012345678901234567890",
  "0.1",
];
const TEXTS: (() => string)[] = [
  () => "",
  () => " ",
  () => "x".repeat(300),
  () => "long ".repeat(4000),
  () => "a\u0000b",
  () => "half \ud800 a pair",
  () => "\udc00\ud800",
  () => "\u202eright to left\u200b",
  () => "\ufeff\uffff",
  () => "'; DROP TABLE shop; --",
  () => "${process.env}",
  () => "gid://shopify/Order/77",
  () => "gid://shopify/Order/x",
  () => "null",
  () => "constructor",
  () => "__proto__",
  () => "EUR",
  () => "CLF",
  () => "subscribed",
  () => "completed",
  () => "fulfilled",
  () => "\u{1F525}".repeat(200),
];

function typeOf(value: Fuzzed, schema: unknown): string {
  if (value instanceof RawToken || typeof value === "number") return "id";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "array";
  if (typeof value === "string") {
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return "date";
    return /^-?\d+\.\d+$/.test(value) ? "money" : "text";
  }
  const type = below(schema, "type");
  if (below(schema, "format") === "date-time") return "date";
  return typeof type === "string" ? type : "text";
}

/** Written as text at once: a tree so deep could not be walked here either. */
function nested(random: Random, open: string, close: string): Fuzzed {
  const depth = random.pick([1, 2, 3, 50, 2000, 20_000]);
  return new RawToken(`${open.repeat(depth)}1${close.repeat(depth)}`);
}

/** Not JSON any more. */
function spoilText(random: Random, text: string): string {
  const at = random.between(0, text.length);
  return random.pick([
    text.slice(0, at),
    `${text}}`,
    `${text.slice(0, at)}\u0007${text.slice(at)}`,
    "",
  ]);
}

/** As a subscription's include_fields cut a payload: through objects and every element of lists. */
function keepFields(value: Fuzzed, paths: readonly string[]): Fuzzed {
  if (Array.isArray(value)) return value.map((element) => keepFields(element, paths));
  if (!isPairs(value)) return value;
  return {
    pairs: value.pairs.flatMap(([key, old]): Pair[] => {
      if (paths.includes(key)) return [[key, old]];
      const deeper = paths.filter((path) => path.startsWith(`${key}.`));
      return deeper.length === 0
        ? []
        : [
            [
              key,
              keepFields(
                old,
                deeper.map((path) => path.slice(key.length + 1)),
              ),
            ],
          ];
    }),
  };
}

function below(schema: unknown, key: string): unknown {
  if (typeof schema !== "object" || schema === null || !Object.hasOwn(schema, key))
    return undefined;
  return Reflect.get(schema, key);
}

function pick<T>(random: Random, list: readonly T[]): T {
  const picked = list[random.between(0, list.length - 1)];
  if (picked === undefined) throw new Error("nothing to pick from");
  return picked;
}
