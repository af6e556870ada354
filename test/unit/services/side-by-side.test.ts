import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { sideBySide } from "../../../app/services/side-by-side.ts";

/** Shops with work that is used up turn by turn, each turn of a shop as long as is said of it. */
function world(shops: Record<number, { turns: number; turnMs: number }>) {
  const left = new Map(Object.entries(shops).map(([id, shop]) => [Number(id), shop.turns]));
  const order: number[] = [];
  const failures: number[] = [];
  let most = 0;
  let running = 0;
  const round = sideBySide({
    clock: () => performance.now(),
    onFailure: ({ shopId }) => void failures.push(shopId),
    find: (except) =>
      Promise.resolve([...left.keys()].filter((id) => left.get(id) && !except.includes(id))),
    work: async (shopId) => {
      order.push(shopId);
      running += 1;
      most = Math.max(most, running);
      await sleep(shops[shopId]?.turnMs ?? 0);
      running -= 1;
      left.set(shopId, (left.get(shopId) ?? 0) - 1);
      return "whole";
    },
  });
  const untilIdle = async (): Promise<void> => {
    while ((await round()) === "worked");
  };
  return { order, failures, left, untilIdle, most: () => most };
}

test("a shop whose turns are long keeps no other waiting", async () => {
  const { order, untilIdle } = world({
    1: { turns: 2, turnMs: 300 },
    2: { turns: 20, turnMs: 5 },
  });
  await untilIdle();
  expect(order.filter((shop) => shop === 2)).toHaveLength(20);
  // The second long turn began when the short ones had long been through.
  expect(order.lastIndexOf(1)).toBeGreaterThan(15);
});

test("of more shops than work at once, who was served longest ago is next, and none is left out", async () => {
  const shops = Object.fromEntries(
    Array.from({ length: 9 }, (_, id) => [id + 1, { turns: 3, turnMs: 10 }]),
  );
  const { order, untilIdle, most } = world(shops);
  await untilIdle();
  expect(most()).toBe(4);
  expect(order).toHaveLength(27);
  for (const from of [0, 9, 18]) expect(new Set(order.slice(from, from + 9)).size).toBe(9);
});

test("a shop whose turn did nothing, since another worker has it, is not asked again at once", async () => {
  let asked = 0;
  const round = sideBySide({
    clock: () => performance.now(),
    onFailure: () => undefined,
    find: (except) => Promise.resolve([7].filter((id) => !except.includes(id))),
    work: () => {
      asked += 1;
      return Promise.resolve("little");
    },
  });
  const until = performance.now() + 350;
  while (performance.now() < until) await round();
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(6);
});

test("a shop whose work throws is reported and left alone, and the others go on", async () => {
  const failures: number[] = [];
  let worked = 0;
  const round = sideBySide({
    clock: () => performance.now(),
    onFailure: ({ shopId }) => void failures.push(shopId),
    find: (except) =>
      Promise.resolve([1, ...(worked < 5 ? [2] : [])].filter((id) => !except.includes(id))),
    work: (shopId) => {
      if (shopId === 1) throw new Error("no such table");
      worked += 1;
      return Promise.resolve("whole");
    },
  });
  while ((await round()) === "worked");
  expect(worked).toBe(5);
  expect(failures).toEqual([1]);
});

test("a turn that ends while others are looked for does not let the loop rest before the next one", async () => {
  let left = 3;
  const round = sideBySide({
    clock: () => performance.now(),
    onFailure: () => undefined,
    find: async (except) => {
      await sleep(except.length > 0 ? 20 : 0);
      return left > 0 && !except.includes(7) ? [7] : [];
    },
    work: async () => {
      await sleep(60);
      left -= 1;
      return "whole";
    },
  });
  while ((await round()) === "worked");
  expect(left).toBe(0);
});

test("shops that rest take no place from others, and all of what comes to them meanwhile is one turn's", async () => {
  const waiting = new Map<number, number>();
  const turns: { shopId: number; events: number }[] = [];
  const round = sideBySide({
    clock: () => performance.now(),
    onFailure: () => undefined,
    find: (except) =>
      Promise.resolve([...waiting.keys()].filter((shopId) => !except.includes(shopId))),
    work: (shopId) => {
      turns.push({ shopId, events: waiting.get(shopId) ?? 0 });
      waiting.delete(shopId);
      return Promise.resolve("little");
    },
  });
  const come = (shopId: number): unknown => waiting.set(shopId, (waiting.get(shopId) ?? 0) + 1);
  for (const shopId of [1, 2, 3, 4]) come(shopId);
  await round();
  for (const shopId of [1, 1, 1, 5]) come(shopId);
  await round();
  expect(turns.at(-1)).toEqual({ shopId: 5, events: 1 });
  while ((await round()) === "worked");
  expect(turns).toHaveLength(6);
  expect(turns.at(-1)).toEqual({ shopId: 1, events: 3 });
});
