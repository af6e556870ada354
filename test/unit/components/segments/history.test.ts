import fc from "fast-check";
import { expect, test } from "vitest";
import {
  beginHistory,
  changeHistory,
  redo,
  undo,
  type History,
} from "../../../../app/components/segments/editor/history.ts";

const PAUSE = 1000;

/** Changes one after the other, each a step of its own. */
const after = (states: readonly number[]): History<number> =>
  states.reduce(
    (history, state, index) => changeHistory(history, state, { what: "a", at: index * PAUSE }),
    beginHistory(0),
  );

test("what was undone comes back as it was, in its order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 20 }), fc.nat(25), (states, steps) => {
      const history = after(states);
      const walk = (from: History<number>, step: typeof undo<number>): History<number> =>
        Array.from({ length: steps }).reduce<History<number>>((now) => step(now), from);
      const undone = walk(history, undo);
      expect(undone.present).toBe([0, ...states].at(Math.max(0, states.length - steps)));
      expect(walk(undone, redo)).toEqual({ ...history, newest: undone.newest });
    }),
  );
});

test("a change after an undo takes the place of what was undone", () => {
  const changed = changeHistory(undo(after([1, 2])), 9, { what: "a", at: 9 * PAUSE });
  expect(changed).toMatchObject({ past: [0, 1], present: 9, future: [] });
  expect(redo(changed)).toBe(changed);
});

test("letters typed without a pause are one step, changes of other fields and after a pause are not", () => {
  const type = (history: History<string>, text: string, what: string, at: number) =>
    changeHistory(history, text, { what, at });
  let history = beginHistory("");
  history = type(history, "V", "name", 0);
  history = type(history, "VI", "name", 200);
  history = type(history, "VIP", "name", 400);
  expect(history.past).toEqual([""]);
  history = type(history, "VIP+", "tag", 500);
  history = type(history, "VIP++", "tag", 5000);
  expect(history.past).toEqual(["", "VIP", "VIP+"]);
  // What follows an undo is no continuation of what was undone.
  expect(type(undo(history), "x", "tag", 5001).past).toEqual(["", "VIP", "VIP+"]);
});
