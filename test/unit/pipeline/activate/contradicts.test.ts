import { expect, test } from "vitest";
import { contradicts } from "../../../../app/pipeline/activate/contradicts.ts";

const VIP = ["kindling:vip"];

test.each<["added" | "removed", string[], string[], boolean]>([
  ["added", VIP, VIP, false],
  ["added", ["Kindling:VIP"], VIP, false],
  ["added", VIP, [], true],
  ["removed", VIP, VIP, true],
  ["removed", VIP, [], false],
  ["added", ["kindling:vip", "kindling:made-up"], VIP, true],
  ["added", [], VIP, false],
])("%s %j while %j is wanted", (change, tags, desired, expected) => {
  expect(contradicts({ change, tags }, desired)).toBe(expected);
});
