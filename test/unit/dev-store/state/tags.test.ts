import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addTags, newTags, removeTags, replaceTags } from "../../../../dev-store/state/tags.ts";

const tagLists = fc.array(fc.stringMatching(/^[A-Za-z][A-Za-z:_-]{0,8}$/), { maxLength: 30 });

describe("tags of a customer, by Shopify's rules", () => {
  it("splits an element at its commas and trims the parts", () => {
    expect(addTags([], [" a , b,", "c"])).toEqual({ tags: ["a", "b", "c"] });
  });

  it("compares without case and keeps the first casing", () => {
    expect(addTags(["VIP"], ["vip", "Vip"])).toEqual({ tags: ["VIP"] });
    expect(replaceTags(["VIP", "old"], ["vip", "new"])).toEqual({ tags: ["new", "VIP"] });
  });

  it("sorts without case", () => {
    expect(addTags(["b"], ["C", "a"])).toEqual({ tags: ["a", "b", "C"] });
  });

  it("removes in any case and ignores what is not there", () => {
    expect(removeTags(["VIP", "x"], ["vip", "nothing"])).toEqual({ tags: ["x"] });
  });

  it("takes 250 tags and refuses the 251st", () => {
    const many = Array.from({ length: 250 }, (_, index) => `tag-${index}`);
    expect(addTags([], many)).toHaveProperty("tags");
    expect(addTags(many, ["one more"])).toEqual({ refused: "Tags cannot be more than 250" });
    expect(addTags(many, ["TAG-3"])).toHaveProperty("tags");
  });

  it("takes 255 characters and refuses 256", () => {
    expect(addTags([], ["x".repeat(255)])).toHaveProperty("tags");
    expect(addTags([], ["x".repeat(256)])).toHaveProperty("refused");
  });

  it("changes nothing when the same tags are added or removed again", () => {
    fc.assert(
      fc.property(tagLists, tagLists, (before, input) => {
        for (const change of [addTags, removeTags]) {
          const once = change(before, input);
          if (!("tags" in once)) throw new Error("refused");
          expect(change(once.tags, input)).toEqual(once);
        }
      }),
    );
  });

  it("tells exactly the tags that are new", () => {
    expect(newTags(["A"], ["a", "b"])).toEqual(["b"]);
  });
});
