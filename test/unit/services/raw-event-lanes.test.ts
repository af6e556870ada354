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

const take = (lanes: Lanes): [shopId: number, requests: number] | null => {
  const taken = lanes.take();
  return taken && [taken.shopId, taken.group.length];
};

test("a shop's few requests wait for its group under way, and many go beside it, in two groups at most", () => {
  const lanes = createLanes();
  send(lanes, 1, 1);
  expect(take(lanes)).toEqual([1, 1]);
  send(lanes, 1, 31);
  expect(take(lanes)).toBeNull();
  send(lanes, 1, 1);
  expect(take(lanes)).toEqual([1, 32]);
  send(lanes, 1, 100);
  expect(take(lanes)).toBeNull();
  lanes.finish(1);
  expect(take(lanes)).toEqual([1, 100]);
  lanes.finish(1);
  lanes.finish(1);
  expect(take(lanes)).toBeNull();
});

test("a shop that waits goes before another's second group, and shops take turns", () => {
  const lanes = createLanes();
  send(lanes, 1, 1);
  expect(take(lanes)).toEqual([1, 1]);
  send(lanes, 1, 600);
  send(lanes, 2, 1);
  expect(take(lanes)).toEqual([2, 1]);
  expect(take(lanes)).toEqual([1, 500]);
  send(lanes, 2, 1);
  expect(take(lanes)).toBeNull();
  lanes.finish(1);
  lanes.finish(2);
  expect(take(lanes)).toEqual([2, 1]);
  expect(take(lanes)).toEqual([1, 100]);
});
