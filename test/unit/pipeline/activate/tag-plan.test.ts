import fc from "fast-check";
import { expect, test } from "vitest";
import {
  desiredTags,
  MAX_SEGMENTS_WITH_TAG,
  MAX_TAG_LENGTH,
  ownTags,
  planTagChanges,
} from "../../../../app/pipeline/activate/tag-plan.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";

const prefix = "kindling:";
const anyTag = fc.oneof(
  fc.constantFrom(
    "kindling:vip",
    "Kindling:VIP",
    "KINDLING:old",
    "vip",
    "wholesale",
    "kindlingvip",
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const anyTags = fc.array(anyTag, { maxLength: 10 });

/** What Shopify does: tags differ by more than case, and removing ignores case. */
function applyInShopify(current: string[], plan: { add: string[]; remove: string[] }): string[] {
  const key = (tag: string) => tag.trim().toLowerCase();
  const removed = new Set(plan.remove.map(key));
  const tags = new Map(
    current.filter((tag) => !removed.has(key(tag))).map((tag) => [key(tag), tag]),
  );
  for (const tag of plan.add) if (!tags.has(key(tag))) tags.set(key(tag), tag);
  return [...tags.keys()].sort();
}

test("Only tags that begin with the shop's prefix are ever added or removed.", () => {
  fc.assert(
    fc.property(anyTags, fc.subarray(["vip", "churn-risk", "Old"]), (current, handles) => {
      const desired = handles.map((handle) => `${prefix}${handle}`);
      const { add, remove } = planTagChanges({ current, desired, prefixes: [prefix] });
      for (const tag of [...add, ...remove]) {
        expect(tag.trim().toLowerCase().startsWith(prefix)).toBe(true);
      }
      const after = applyInShopify(current, { add, remove });
      expect(ownTags(after, [prefix])).toEqual(desired.map((tag) => tag.toLowerCase()).sort());
    }),
  );
});

test("A tag in another case is the same tag.", () => {
  const plan = planTagChanges({
    current: ["Kindling:VIP", "KINDLING:old", "Wholesale"],
    desired: ["kindling:vip", "kindling:new", "kindling:NEW"],
    prefixes: [prefix],
  });
  expect(plan.add.map((tag) => tag.toLowerCase())).toEqual(["kindling:new"]);
  expect(plan.remove).toEqual(["KINDLING:old"]);
});

test("A plan that has been carried out leaves nothing to do.", () => {
  fc.assert(
    fc.property(anyTags, (current) => {
      const desired = ["kindling:high-intent", "kindling:vip"];
      const after = applyInShopify(
        current,
        planTagChanges({ current, desired, prefixes: [prefix] }),
      );
      expect(planTagChanges({ current: after, desired, prefixes: [prefix] })).toEqual({
        add: [],
        remove: [],
      });
    }),
  );
});

test("A tag never holds a comma and is never longer than 255 characters.", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (tag) => {
      const memberships = { one: { member: true } };
      const tags = desiredTags({ memberships, segments: [{ handle: "one", tag }], prefix });
      for (const written of tags) {
        expect(written).not.toContain(",");
        expect(written.length).toBeLessThanOrEqual(MAX_TAG_LENGTH);
        expect(written).toBe(written.trim());
      }
    }),
  );
});

test("A customer carries the tags of the segments they are in, each once and in a fixed order.", () => {
  const memberships = {
    vip: { member: true },
    "churn-risk": { member: true },
    gone: { member: true },
  };
  expect(desiredTags({ memberships, segments: DEFAULT_SEGMENTS, prefix })).toEqual([
    "kindling:churn-risk",
    "kindling:vip",
  ]);
  const segments = [
    { handle: "vip", tag: "Top" },
    { handle: "churn-risk", tag: "top" },
  ];
  expect(desiredTags({ memberships, segments, prefix })).toEqual(["kindling:Top"]);
  expect(desiredTags({ memberships: {}, segments, prefix })).toEqual([]);
});

test("A segment without a tag gives its members none.", () => {
  const segments = [
    { handle: "vip", tag: "vip" },
    { handle: "quiet", tag: null },
  ];
  const memberships = { vip: { member: true }, quiet: { member: true } };
  expect(desiredTags({ memberships, segments, prefix })).toEqual(["kindling:vip"]);
});

test("More than 20 tags on one customer are refused.", () => {
  const segments = Array.from({ length: MAX_SEGMENTS_WITH_TAG + 1 }, (_, index) => ({
    handle: `s${index}`,
    tag: `s${index}`,
  }));
  const memberships = Object.fromEntries(segments.map(({ handle }) => [handle, { member: true }]));
  expect(() => desiredTags({ memberships, segments, prefix })).toThrow(RangeError);
  expect(desiredTags({ memberships, segments: segments.slice(1), prefix })).toHaveLength(20);
});

test("An empty prefix is refused, since every tag would begin with it.", () => {
  expect(() => ownTags(["wholesale"], [" "])).toThrow(RangeError);
});
