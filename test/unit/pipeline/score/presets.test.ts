import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { parseScoringModel } from "../../../../app/pipeline/score/parse-model.ts";
import { findPreset, PRESETS } from "../../../../app/pipeline/score/presets.ts";

/** Every number of a model by its path, as JSON has it. */
function numbersOf(json: unknown, path: string[] = []): [string, unknown][] {
  return typeof json === "object" && json !== null
    ? Object.entries(json).flatMap(([key, value]) => numbersOf(value, [...path, key]))
    : [[path.join("."), json]];
}

test("A preset differs from the standard model in what its table names, and in nothing else.", () => {
  const standard = new Map(numbersOf(DEFAULT_MODEL));
  for (const { model, changes } of PRESETS) {
    const differs = numbersOf(model).filter(([path, value]) => standard.get(path) !== value);
    expect(new Map(differs)).toEqual(new Map(changes.map(({ path, to }) => [path, to])));
    const paths = new Set(numbersOf(model).map(([path]) => path));
    expect([...standard.keys()].filter((path) => !paths.has(path))).toEqual([]);
  }
});

test("Every preset is a valid model with names of its own, and the standard one comes first.", () => {
  expect(PRESETS[0]).toMatchObject({ name: "standard", changes: [], model: DEFAULT_MODEL });
  expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(4);
  for (const preset of PRESETS) {
    expect(parseScoringModel(preset.model)).toEqual({ outcome: "valid", model: preset.model });
    expect(findPreset(preset.name)).toBe(preset);
  }
  expect(findPreset("other")).toBeUndefined();
});

test("Every number of a preset has a reason.", () => {
  for (const { changes } of PRESETS) {
    for (const { why } of changes) expect(why).toMatch(/^[A-Z].{10,}[^.]$/);
  }
});
