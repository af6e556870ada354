import { expect, test } from "vitest";
import { createLanes, type Lanes } from "../../../app/services/raw-event-lanes.ts";

/** Requests of one event each. */
function send(lanes: Lanes, shopId: number, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const batch = { shopId, source: "proxy" as const, receivedAt: 0, events: [] };
    const event = { key: String(index), topic: "t", wire: {} };
    const none = (): void => undefined;
    lanes.add({ batch: { ...batch, events: [event] }, answer: none, fail: none });
  }
}

/** What shares a commit: each shop with how many requests. */
const take = (lanes: Lanes): [shopId: number, requests: number][] =>
  lanes.take().map(({ shopId, group }) => [shopId, group.length]);

test("a shop's few requests wait for its group under way, and many go beside it, in two groups at most", () => {
  const lanes = createLanes();
  send(lanes, 1, 1);
  expect(take(lanes)).toEqual([[1, 1]]);
  send(lanes, 1, 31);
  expect(take(lanes)).toEqual([]);
  send(lanes, 1, 1);
  expect(take(lanes)).toEqual([[1, 32]]);
  send(lanes, 1, 100);
  expect(take(lanes)).toEqual([]);
  lanes.finish(1);
  expect(take(lanes)).toEqual([[1, 100]]);
  lanes.finish(1);
  lanes.finish(1);
  expect(take(lanes)).toEqual([]);
});

test("a shop that waits goes before another's second group, and shops take turns", () => {
  const lanes = createLanes();
  send(lanes, 1, 1);
  expect(take(lanes)).toEqual([[1, 1]]);
  send(lanes, 1, 600);
  send(lanes, 2, 1);
  expect(take(lanes)).toEqual([[2, 1]]);
  expect(take(lanes)).toEqual([[1, 500]]);
  send(lanes, 2, 1);
  expect(take(lanes)).toEqual([]);
  lanes.finish(1);
  lanes.finish(2);
  expect(take(lanes)).toEqual([[2, 1]]);
  expect(take(lanes)).toEqual([[1, 100]]);
});

test("shops that send little share a commit, as many as a commit is worth; who sends much has one alone", () => {
  const lanes = createLanes();
  for (let shopId = 1; shopId <= 20; shopId += 1) send(lanes, shopId, 1);
  send(lanes, 21, 300);
  send(lanes, 22, 60);
  send(lanes, 23, 60);
  const few = Array.from({ length: 20 }, (_, place) => [place + 1, 1]);
  expect(take(lanes)).toEqual(few.slice(0, 16));
  expect(take(lanes)).toEqual(few.slice(16));
  // In the order of their turns: nobody is passed over for being large.
  expect(take(lanes)).toEqual([[21, 300]]);
  expect(take(lanes)).toEqual([[22, 60]]);
  expect(take(lanes)).toEqual([[23, 60]]);
  expect(take(lanes)).toEqual([]);
  expect(lanes.waiting()).toBe(0);
});
