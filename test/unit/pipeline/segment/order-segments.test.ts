import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import { evaluateSegments } from "../../../../app/pipeline/segment/evaluate-segments.ts";
import { findCycle, orderSegments } from "../../../../app/pipeline/segment/order-segments.ts";
import { plainRule } from "../../../support/plain-rule.ts";
import { knownOf, situationAt } from "./situations.ts";

const naming = (handle: string, ...handles: string[]) => ({
  handle,
  ...plainRule({
    kind: "none",
    of: handles.map((name): Condition => ({ kind: "segment", handle: name })),
  }),
});

test("Segments that name each other in a circle are found, and are not judged.", () => {
  expect(findCycle([naming("a", "b"), naming("b", "c"), naming("c", "b")])).toEqual([
    "b",
    "c",
    "b",
  ]);
  expect(findCycle([naming("a", "a")])).toEqual(["a", "a"]);
  expect(findCycle([naming("a", "gone"), naming("b", "a", "a")])).toBeNull();
  const leaving = { ...naming("a"), leaveWhen: { kind: "segment", handle: "a" } as const };
  expect(findCycle([leaving])).toEqual(["a", "a"]);
  const segments = [naming("a", "b"), naming("b", "a")];
  expect(() => evaluateSegments({ ...situationAt(knownOf({})), segments })).toThrow(
    "Segments name each other in a circle: a, b, a",
  );
});

test("Every segment comes once, after all that it names.", () => {
  const anySegments = fc
    .array(fc.array(fc.nat(9), { maxLength: 3 }), { maxLength: 10 })
    .chain((lists) =>
      fc.shuffledSubarray(
        // Each names such as have a lower number, so that there is no circle.
        lists.map((names, at) =>
          naming(`s${at}`, ...names.filter((name) => name < at).map((name) => `s${name}`)),
        ),
        { minLength: lists.length },
      ),
    );
  fc.assert(
    fc.property(anySegments, (segments) => {
      const order = orderSegments(segments).map(({ handle }) => handle);
      expect(order.toSorted()).toEqual(segments.map(({ handle }) => handle).toSorted());
      for (const { handle, condition } of segments) {
        for (const named of condition.kind === "none" ? condition.of : []) {
          const name = named.kind === "segment" ? named.handle : "";
          expect(order.indexOf(name)).toBeLessThan(order.indexOf(handle));
        }
      }
    }),
  );
});
