import { expect, test } from "vitest";
import type { Duration, SequenceAtom } from "../../../../app/pipeline/segment/condition-tree.ts";
import { HOUR_MS, MINUTE_MS } from "../../../../app/pipeline/shared/time.ts";
import { NOW, order, row } from "../score/facts.ts";
import { isMet, judgeTold, orders, signals } from "./judged.ts";

const added = row("product_added_to_cart", NOW);
const after = (followed: "some" | "none", rest: Partial<SequenceAtom> = {}): SequenceAtom => ({
  kind: "sequence",
  moment: { kind: "last", of: signals("product_added_to_cart") },
  followed,
  by: [orders()],
  within: null,
  ...rest,
});
const fourHours: Duration = { kind: "fixed", ms: 4 * HOUR_MS };
const ordered = (at: number) => ({ rows: [added], orders: [order(at, 100)] });

test("What happens at the instant of a moment follows it, and what happened before does not.", () => {
  expect(isMet(after("some"), ordered(NOW))).toBe(true);
  expect(isMet(after("some"), ordered(NOW - 1))).toBe(false);
  expect(isMet(after("none"), ordered(NOW - 1))).toBe(true);
});

test("What must follow within a time has followed before the end of it, and nothing has only once it is over.", () => {
  const within = fourHours;
  const end = NOW + 4 * HOUR_MS;
  const late = ordered(end);
  expect(isMet(after("some", { within }), ordered(end - 1), end)).toBe(true);
  expect(isMet(after("some", { within }), late, end)).toBe(false);
  expect(isMet(after("none", { within }), ordered(end - 1), end)).toBe(false);
  expect(isMet(after("none", { within }), late, end)).toBe(true);
  const waiting = judgeTold(after("none", { within }), { rows: [added] }, NOW);
  expect(waiting).toMatchObject({ met: false, nextFlip: end });
  expect(judgeTold(after("none"), { rows: [added] }, NOW)).toMatchObject({
    met: true,
    nextFlip: null,
  });
});

test("Of a quarter of an hour in the middle of which a moment lies, the last occurrence is known to follow.", () => {
  const emptied = {
    ...row("cart_emptied", NOW - MINUTE_MS),
    ...{ count: 2, lastAt: NOW + MINUTE_MS },
  };
  const by = [signals("cart_emptied")];
  const told = { rows: [added, emptied] };
  const asOf = NOW + HOUR_MS;
  expect(isMet(after("some", { by }), told, asOf)).toBe(true);
  // Live, at the moment itself, the second one has not happened yet.
  expect(isMet(after("some", { by }), told, NOW)).toBe(false);
});

test("Nothing follows itself: of a moment's own kind only what came later does.", () => {
  const twice = { ...added, count: 2, lastAt: NOW + MINUTE_MS };
  const again = after("some", {
    moment: { kind: "first", of: signals("product_added_to_cart") },
    by: [signals("product_added_to_cart")],
  });
  expect(isMet(again, { rows: [added] }, NOW + HOUR_MS)).toBe(false);
  expect(isMet(again, { rows: [twice] }, NOW + HOUR_MS)).toBe(true);
});

test("A sequence whose moment never happened is not met, whatever else did.", () => {
  const told = { orders: [order(NOW, 100)] };
  expect(isMet(after("some"), told)).toBe(false);
  expect(isMet(after("none"), told)).toBe(false);
});
