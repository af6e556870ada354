import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LateError } from "../../../app/db/late-error.ts";
import { ShopShares } from "../../../app/db/shop-shares.ts";

const WAIT_MS = 1000;
let shares: ShopShares<Connection>;
/** Those that the pool handed out, in order. */
let handedOut: string[];

class Connection {
  release: (discard?: Error | boolean) => void = () => undefined;
}

beforeEach(() => {
  vi.useFakeTimers();
  shares = new ShopShares({ most: 2, waitMs: WAIT_MS });
  handedOut = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const take = (shopId: number, name = "") =>
  shares.take(shopId, () => {
    handedOut.push(name);
    return Promise.resolve(new Connection());
  });

test("a shop holds its share, no other is concerned, and turns come in order", async () => {
  const held = [await take(1, "a"), await take(1, "b")];
  const waiting = [take(1, "c"), take(1, "d"), take(1, "e")];
  await Promise.all([take(2, "f"), take(3, "g")]);
  expect(handedOut).toEqual(["a", "b", "f", "g"]);
  expect(shares.waitingCount).toBe(3);
  for (const connection of held) connection.release();
  await Promise.all(waiting.slice(0, 2));
  expect(handedOut).toEqual(["a", "b", "f", "g", "c", "d"]);
  (await waiting[0])?.release();
  await waiting[2];
  expect(shares.waitingCount).toBe(0);
});

test("who waits too long is told so, and the next turn is another's", async () => {
  const [held] = [await take(1), await take(1)];
  const late = expect(take(1, "late")).rejects.toThrow(LateError);
  await vi.advanceTimersByTimeAsync(WAIT_MS / 2);
  const next = take(1, "next");
  await vi.advanceTimersByTimeAsync(WAIT_MS / 2);
  await late;
  held.release();
  await next;
  expect(handedOut).toEqual(["", "", "next"]);
});

test("a connection that comes after the wait goes back, and its place with it", async () => {
  const [held] = [await take(1), await take(1)];
  const given = new Connection();
  const release = vi.spyOn(given, "release");
  let arrive = (_: Connection): void => undefined;
  const late = expect(
    shares.take(1, () => new Promise((resolve) => (arrive = resolve))),
  ).rejects.toThrow(LateError);
  held.release();
  await vi.advanceTimersByTimeAsync(WAIT_MS);
  await late;
  const next = take(1, "next");
  expect(handedOut).not.toContain("next");
  arrive(given);
  await next;
  expect(release).toHaveBeenCalledOnce();
});

test("where the pool fails, and where a connection is given back twice, the share is as it was", async () => {
  const fail = () => Promise.reject(new Error("no server"));
  for (let turn = 0; turn < 5; turn += 1)
    await expect(shares.take(1, fail)).rejects.toThrow("no server");
  const first = new Connection();
  let isGiven = false;
  first.release = () => {
    if (isGiven) throw new Error("given back before");
    isGiven = true;
  };
  const twice = await shares.take(1, () => Promise.resolve(first));
  await take(1);
  twice.release();
  expect(() => twice.release()).toThrow("given back before");
  await take(1);
  const waiting = expect(take(1)).rejects.toThrow(LateError);
  expect(shares.waitingCount).toBe(1);
  await vi.advanceTimersByTimeAsync(WAIT_MS);
  await waiting;
});
