import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import {
  describeFieldError,
  parseScoringModel,
} from "../../../../app/pipeline/score/parse-model.ts";
import { anyModel } from "./any-model.ts";

const valid = { ...DEFAULT_MODEL };

/** What is said of a model in which one place holds something else; undefined takes the field out. */
function complaintsAt(path: string, value: unknown): string[] {
  const json = structuredClone<Record<string, unknown>>(valid);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let node: object = json;
  for (const key of keys) {
    const next: unknown = Reflect.get(node, key);
    if (typeof next !== "object" || next === null) throw new Error(`no ${key} in ${path}`);
    node = next;
  }
  if (value === undefined) Reflect.deleteProperty(node, last);
  else Reflect.set(node, last, value);
  return complaintsOf(json);
}

function complaintsOf(json: unknown): string[] {
  const parsed = parseScoringModel(json);
  return parsed.outcome === "valid" ? [] : parsed.errors.map(describeFieldError);
}

test("The model that ships is a valid one.", () => {
  expect(parseScoringModel(DEFAULT_MODEL)).toEqual({ outcome: "valid", model: DEFAULT_MODEL });
});

test("A model comes back from JSON as it was, its fields in their order.", () => {
  fc.assert(
    fc.property(anyModel(), (model) => {
      const text = JSON.stringify(model);
      const parsed = parseScoringModel(JSON.parse(text));
      if (parsed.outcome === "invalid")
        throw new Error(parsed.errors.map(describeFieldError).join());
      expect(parsed.model).toEqual(JSON.parse(text));
      expect(JSON.stringify(parsed.model)).toBe(text);
    }),
  );
});

const RULE = "intent.signals.page_viewed";
const TAKER = "intent.dampeners.cart_emptied";

test.each([
  [`${RULE}.weight`, -1, `must be a number from 0 to 100, it is -1`],
  [`${RULE}.weight`, NaN, `must be a number from 0 to 100, it is NaN`],
  [`${RULE}.weight`, "1", `must be a number from 0 to 100, it is "1"`],
  [`${RULE}.weight`, undefined, `must be a number from 0 to 100, it is nothing`],
  [
    `${RULE}.halfLifeMs`,
    0,
    "must be a whole number of milliseconds from 1000 to 315360000000, it is 0",
  ],
  [`${RULE}.dailyCap`, 1.5, "must be a whole number from 1 to 1000, it is 1.5"],
  [
    `${RULE}.windowMs`,
    60_000,
    "must be a whole number of milliseconds from 900000 to 315360000000, it is 60000",
  ],
  [
    `${RULE}.group`,
    "other",
    `must be a group with a cap (there are: browsing, product, cart, checkout), it is "other"`,
  ],
  [`${RULE}.colour`, "red", `must be left out: there is no such field, it is "red"`],
  ["intent.signals.page_watched", {}, "must be left out: Kindling knows no such signal, it is {}"],
  ["intent.signals", [], "must be an object of signals, it is []"],
  ["intent.groupCaps.browsing", 101, "must be a number from 0 to 100, it is 101"],
  [
    "intent.groupCaps.Two words",
    1,
    `must be a group's name: small letters, digits and hyphens, a letter first, at most 40, it is "Two words"`,
  ],
  [`${TAKER}.share`, 2, "must be a number from 0 to 1, it is 2"],
  [`${TAKER}.groups`, [], "must be a list of at least one group, it is []"],
  [
    `${TAKER}.groups`,
    ["cart", "cart"],
    `must be a list that names each group once, it is ["cart","cart"]`,
  ],
  ["trustCaps.unsigned", 80, "must be at most trustCaps.claimed, of which it is a part, it is 80"],
  ["behavior.intent", 0, "must be a number from 1 to 1000, it is 0"],
  ["version", 0, "must be a whole number from 1 to 2147483647, it is 0"],
  ["shop", 1, "must be left out: there is no such field, it is 1"],
])("A model is refused where %s is %j.", (path, value, words) => {
  expect(complaintsAt(path, value)).toEqual([`${path} ${words}`]);
});

test("A dampener of a group without a cap is refused by its place.", () => {
  expect(complaintsAt(`${TAKER}.groups`, ["cart", "other"])).toEqual([
    `${TAKER}.groups.1 must be a group with a cap (there are: browsing, product, cart, checkout), it is "other"`,
  ]);
});

test("A signal that earns points is refused as a dampener.", () => {
  const rule = { groups: ["cart"], share: 0.1, dailyCap: 1 };
  expect(complaintsAt("intent.dampeners.page_viewed", rule)).toEqual([
    `intent.dampeners.page_viewed must be left out: the signal earns points already, it is ${JSON.stringify(rule)}`,
  ]);
});

test("Value terms above 100 points are refused together.", () => {
  expect(complaintsAt("value.recencyPoints", 26)).toEqual([
    'value must be at most 100 points in all: ten times pointsPerDecile, frequencyCap and recencyPoints, it is {"pointsPerDecile":5,"pointsPerOrder":5,"frequencyCap":25,"r…',
  ]);
});

test("Every field that is wrong is named, not the first alone.", () => {
  const json = { ...valid, trustCaps: { claimed: "many" }, behavior: null };
  expect(complaintsOf(json)).toEqual([
    'trustCaps.claimed must be a number from 0 to 100, it is "many"',
    "trustCaps.unsigned must be a number from 0 to 100, it is nothing",
    "behavior must be an object, it is null",
  ]);
});

test.each([null, 5, "model", [], undefined])("A model that is %j is refused whole.", (json) => {
  expect(complaintsOf(json)).toEqual([
    `The model must be an object, it is ${JSON.stringify(json) ?? "nothing"}`,
  ]);
});
