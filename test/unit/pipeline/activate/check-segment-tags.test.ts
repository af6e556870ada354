import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSegmentTags } from "../../../../app/pipeline/activate/check-segment-tags.ts";
import { desiredTags } from "../../../../app/pipeline/activate/tag-plan.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";

const prefix = "kindling:";
const named = (tags: readonly (string | null)[]) =>
  tags.map((tag, index) => ({ handle: `s${index}`, name: `Segment ${index}`, tag }));
const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `tag-${at}`);

test("the default segments may be published", () => {
  expect(checkSegmentTags({ segments: DEFAULT_SEGMENTS, prefix })).toEqual({ outcome: "fine" });
});

test("At most twenty segments of a shop can have a tag.", () => {
  const segments = named([...numbered(20), ...Array<null>(30).fill(null)]);
  expect(checkSegmentTags({ segments, prefix })).toEqual({ outcome: "fine" });
  const more = checkSegmentTags({ segments: named(numbered(22)), prefix });
  expect(more).toMatchObject({ outcome: "too-many-tags", handles: ["s20", "s21"] });
});

test("Two segments cannot have what is one tag for Shopify.", () => {
  for (const tags of [
    ["vip", "VIP"],
    ["big  spender", "big spender"],
    [" vip", "vip "],
  ]) {
    const checked = checkSegmentTags({ segments: named(tags), prefix });
    expect(checked).toMatchObject({ outcome: "same-tag", handles: ["s0", "s1"] });
  }
});

test.each([
  [" ", "empty-tag"],
  ["a,b", "comma"],
  ["x".repeat(250), "tag-too-long"],
])("a tag that cannot be written is refused with its reason: %j", (tag, outcome) => {
  const checked = checkSegmentTags({ segments: named([tag]), prefix });
  expect(checked).toMatchObject({ outcome, handles: ["s0"] });
  expect(checked.outcome === "fine" ? "" : checked.reason).toContain("Segment 0");
});

test("what is fine gives every segment a tag of its own, and never more than may be written", () => {
  const anyTag = fc.option(fc.string({ maxLength: 6 }), { nil: null });
  fc.assert(
    fc.property(fc.array(anyTag, { maxLength: 24 }), (tags) => {
      const segments = named(tags);
      if (checkSegmentTags({ segments, prefix }).outcome !== "fine") return;
      const memberships = Object.fromEntries(
        segments.map(({ handle }) => [handle, { member: true }]),
      );
      const desired = desiredTags({ memberships, segments, prefix });
      expect(desired).toHaveLength(tags.filter((tag) => tag !== null).length);
    }),
  );
});
