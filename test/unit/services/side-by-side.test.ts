import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { sideBySide } from "../../../app/services/side-by-side.ts";

/** Shops with work that is used up turn by turn, each turn of a shop as long as what is said of it. */
function world(shops: Record<number, { turns: number; turn: () => Promise<unknown> }>) {
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
      await shops[shopId]?.turn();
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
  const shortOnes = Promise.withResolvers<void>();
  let short = 0;
  const { order, untilIdle } = world({
    // A long turn is one that outlasts all short ones, on however busy a machine.
    1: { turns: 2, turn: () => shortOnes.promise },
    2: {
      turns: 20,
      turn: async () => {
        await sleep(1);
        short += 1;
        if (short === 20) shortOnes.resolve();
      },
    },
  });
  await untilIdle();
  expect(order).toHaveLength(22);
  expect(order.slice(0, 2).toSorted()).toEqual([1, 2]);
  expect(order.lastIndexOf(1)).toBe(21);
});

test("of more shops than work at once, who was served longest ago is next, and none is left out", async () => {
  const shops = Object.fromEntries(
    Array.from({ length: 9 }, (_, id) => [id + 1, { turns: 3, turn: () => sleep(10) }]),
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
  const startedAt = performance.now();
  while (asked < 4) await round();
  // Three pauses are between them, of a tenth of a second each.
  expect(performance.now() - startedAt).toBeGreaterThan(250);
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

test("a turn says for how long its shop is left alone, and whether that is a failure", async () => {
  const failures: object[] = [];
  const asked: number[] = [];
  const round = sideBySide({
    clock: () => 0,
    onFailure: (failure) => void failures.push(failure),
    find: (except) => Promise.resolve([1, 2].filter((id) => !except.includes(id))),
    work: (shopId, leave) => {
      asked.push(shopId);
      if (shopId === 1) leave.pause(1, 60_000);
      else leave.fail(2, { reason: "Shopify is away", pauseMs: 60_000 });
      return Promise.resolve("whole");
    },
  });
  while ((await round()) === "worked");
  expect(asked).toEqual([1, 2]);
  expect(failures).toEqual([{ shopId: 2, reason: "Shopify is away", pauseMs: 60_000 }]);
});

test("what rounds began is waited for by whoever wants it finished", async () => {
  const ended: number[] = [];
  const round = sideBySide({
    clock: () => performance.now(),
    onFailure: () => undefined,
    find: (except) => Promise.resolve([1, 2].filter((id) => !except.includes(id))),
    work: async (shopId) => {
      await sleep(shopId * 150);
      ended.push(shopId);
      return "whole";
    },
  });
  await round();
  expect(ended).toEqual([]);
  await round.finish?.();
  expect(ended).toEqual([1, 2]);
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
