import fc from "fast-check";
import { expect, test } from "vitest";
import { compareModels } from "../../../../app/pipeline/score/compare-models.ts";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { PRESETS } from "../../../../app/pipeline/score/presets.ts";
import { anyModel } from "./any-model.ts";

test("A preset differs from the standard model in the places that it names.", () => {
  for (const { model, changes } of PRESETS) {
    const differences = compareModels(DEFAULT_MODEL, model);
    expect(differences.map(({ path, to }) => `${path} ${to}`).toSorted()).toEqual(
      changes.map(({ path, to }) => `${path} ${to}`).toSorted(),
    );
  }
});

test("Two models differ the other way round in the same places, and a model not from itself.", () => {
  fc.assert(
    fc.property(anyModel(), anyModel(), (left, right) => {
      const there = compareModels(left, right).map(({ path, from, to }) => [path, from, to]);
      const back = compareModels(right, left).map(({ path, from, to }) => [path, to, from]);
      expect(back.toSorted()).toEqual(there.toSorted());
      expect(compareModels(left, structuredClone({ ...left, version: 9 }))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("What only one of them has differs from nothing.", () => {
  const { cart: _cart, ...groupCaps } = DEFAULT_MODEL.intent.groupCaps;
  const without = { ...DEFAULT_MODEL, intent: { ...DEFAULT_MODEL.intent, groupCaps } };
  expect(compareModels(DEFAULT_MODEL, without)).toEqual([
    { path: "intent.groupCaps.cart", from: 35, to: null },
  ]);
});
