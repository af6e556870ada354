import { expect, test } from "vitest";
import {
  draftOfContent,
  firstTag,
  MOST_TAGS,
  renamed,
} from "../../../../app/components/segments/editor/segment-draft.ts";
import { NO_NAMES } from "../../../../app/pipeline/segment/text/names.ts";

const draftOf = (told: { name: string; tag: string | null }) =>
  draftOfContent(
    {
      ...{ ...told, description: "", leaveWhen: null, minimumStayMs: 0, minimumAbsenceMs: 0 },
      condition: { kind: "all", of: [] },
    },
    NO_NAMES,
  );
const tagAfter = (told: { name: string; tag: string | null }, name: string) =>
  renamed(draftOf(told), name).tag;

test("the tag of a new segment goes with its name, until it is written by hand or not wanted", () => {
  expect(tagAfter({ name: "", tag: "" }, "R")).toBe("r");
  expect(tagAfter({ name: "Régul", tag: "regul" }, "Réguliers d'hiver")).toBe("reguliers-d-hiver");
  expect(tagAfter({ name: "Regulars", tag: "vips" }, "Others")).toBe("vips");
  expect(tagAfter({ name: "Regulars", tag: null }, "Others")).toBe(null);
});

test("a new segment writes its tag where the shop has one left", () => {
  const tags = Array.from({ length: MOST_TAGS }, (_, index) => ({ tag: `t${index}` }));
  expect(firstTag("VIP (copy)", [...tags.slice(1), { tag: null }])).toBe("vip-copy");
  expect(firstTag("VIP (copy)", tags)).toBe(null);
});
