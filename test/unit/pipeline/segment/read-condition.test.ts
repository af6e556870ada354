import fc from "fast-check";
import { expect, test } from "vitest";
import { sayProblem } from "../../../../app/components/segments/text/say-text.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { parseSegments } from "../../../../app/pipeline/segment/definition.ts";
import { parseCondition, readCondition } from "../../../../app/pipeline/segment/read-condition.ts";
import { anyCondition } from "../../../support/condition-arbitrary.ts";
import { plainRule } from "../../../support/plain-rule.ts";
import { testWords } from "../../../support/words.ts";

const words = testWords("grammar");

test("Segments come back from JSON as they were.", () => {
  const stored: typeof DEFAULT_SEGMENTS = JSON.parse(JSON.stringify(DEFAULT_SEGMENTS));
  expect(parseSegments(stored)).toEqual(DEFAULT_SEGMENTS);
  const old = { handle: "high-intent", condition: DEFAULT_SEGMENTS[0]?.condition };
  expect(parseSegments([old])).toEqual([{ ...old, ...plainRule({ kind: "all", of: [] }), ...old }]);
  expect(() => parseSegments([{ ...old, leaveWhen: { kind: "all" } }])).toThrow(
    'segment high-intent, leaving.of: {"code":"expected","what":"list","found":null}',
  );
});

test("Every condition comes back from JSON as it was.", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(parseCondition(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
    }),
  );
});

test("Whatever stands in the JSON is read or refused with a place, and nothing is thrown.", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), damaged()), (json) => {
      const read = readCondition(json);
      if (read.outcome === "refused") expect(read.problems.length).toBeGreaterThan(0);
      else expect(read.condition).toEqual(json);
    }),
  );
});

/** A condition of which one value, somewhere inside, was put in another one's place. */
function damaged() {
  return fc.tuple(anyCondition, fc.nat(), fc.jsonValue()).map(([condition, at, value]) => {
    let place = 0;
    const places = JSON.stringify(condition).split(":").length;
    const text = JSON.stringify(condition, (_, held: unknown) =>
      place++ === 1 + (at % places) ? value : held,
    );
    return JSON.parse(text) as unknown;
  });
}

const count = {
  kind: "count",
  of: { kind: "orders", where: [] },
  each: null,
  window: null,
  comparison: "at-least",
  count: 1,
};

test.each<[unknown, [path: string, message: string][]]>([
  [null, [["", "Expected an object, it is null."]]],
  [{ kind: "some" }, [["kind", 'Expected a known kind of condition, it is "some".']]],
  [{ kind: "constructor" }, [["kind", "Expected a known kind"]]],
  [{ kind: "all" }, [["of", "Expected a list, it is missing."]]],
  [
    { kind: "all", of: [{ kind: "none" }, count, { kind: "tag", tag: 3 }] },
    [
      ["of[0].of", "Expected a list, it is missing."],
      ["of[2].tag", "Expected a text, it is 3."],
    ],
  ],
  [
    { kind: "score", score: "luck", comparison: "below", points: "1" },
    [
      ["score", 'Expected one of intent, engagement, value, behavior, it is "luck".'],
      ["comparison", "Expected one of at-least, more-than, at-most, less-than, it is"],
      ["points", 'Expected a number, it is "1".'],
    ],
  ],
  [{ ...count, since: 3 }, [["since", "There is no such field here."]]],
  [
    { ...count, of: { kind: "signals", signals: ["page_viewed", "bought"], where: [{}] } },
    [
      ["of.signals[1]", "Expected one of page_viewed"],
      ["of.where[0].kind", "Expected a known kind of filter, it is missing."],
    ],
  ],
  [{ ...count, window: { kind: "weeks", weeks: 1 } }, [["window.kind", "Expected a known kind"]]],
  [
    { kind: "revenue", comparison: "reaches", percentile: 95 },
    [["percentile", "Expected one of 10, 20"]],
  ],
])("A condition that cannot be read is refused place by place (%#).", (json, expected) => {
  const read = readCondition(json);
  const problems = read.outcome === "refused" ? read.problems : [];
  expect(problems.map(({ path }) => path)).toEqual(expected.map(([path]) => path));
  const said = problems.map(({ message }) => sayProblem(words, message));
  expected.forEach(([, message], at) => expect(said[at]).toContain(message));
});

test("A condition that is nested too deep is refused, however deep it is.", () => {
  const nest = (depth: number): unknown => {
    let tree: unknown = { kind: "all", of: [] };
    for (let at = 1; at < depth; at += 1) tree = { kind: "none", of: [tree] };
    return tree;
  };
  expect(readCondition(nest(20)).outcome).toBe("read");
  expect(readCondition(nest(21))).toMatchObject({
    problems: [{ message: { code: "too-deep", most: 20 } }],
  });
  expect(readCondition(nest(100_000)).outcome).toBe("refused");
});

test("A condition that cannot be read names all its places.", () => {
  expect(() => parseCondition({ kind: "all", of: [{}, 1] }, "segment vip")).toThrow(
    'segment vip.of[0].kind: {"code":"expected-kind","of":"condition","found":null}\nsegment vip.of[1]: {"code":"expected","what":"object","found":"1"}',
  );
});
