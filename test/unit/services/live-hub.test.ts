import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLiveHub, type LiveHub } from "../../../app/services/live-hub.ts";
import type { LiveMessage, LiveVersions } from "../../../app/services/live-message.ts";

let versions: Map<number, LiveVersions>;
let loads: number[][];
let isAway: boolean;
let failures: string[];
let hub: LiveHub;

beforeEach(() => {
  vi.useFakeTimers();
  versions = new Map();
  loads = [];
  failures = [];
  isAway = false;
  hub = createLiveHub({
    load: async (shopIds) => {
      if (isAway) throw new Error("the database is away");
      loads.push([...shopIds]);
      return new Map(shopIds.map((shopId) => [shopId, { ...versions.get(shopId) }]));
    },
    stopwatch: () => performance.now(),
    onFailure: (reason) => failures.push(reason),
  });
});
afterEach(() => {
  hub.stop();
  vi.useRealTimers();
});

function open(shopId: number, since: LiveVersions = {}) {
  const heard: LiveMessage[] = [];
  let isEnded = false;
  const listening = hub.listen({
    shopId,
    versions: since,
    send: (message) => heard.push(message),
    onStop: () => (isEnded = true),
  });
  return { heard, listening, isEnded: () => isEnded };
}

const topicsOf = (heard: LiveMessage[]) =>
  heard.flatMap((message) => (message.kind === "change" ? [message.topics] : []));

describe("what a stream hears", () => {
  test("a change of its shop, and none of another", async () => {
    const one = open(1);
    const other = open(2);
    versions.set(1, { scores: 1 });
    await vi.advanceTimersByTimeAsync(300);
    expect(topicsOf(one.heard)).toEqual([["scores"]]);
    expect(other.heard).toEqual([{ kind: "hello" }]);
  });

  test("at its beginning, what happened since it was last there", async () => {
    versions.set(1, { scores: 7, events: 3 });
    const stream = open(1, { scores: 5, events: 3 });
    await vi.advanceTimersByTimeAsync(300);
    expect(topicsOf(stream.heard)).toEqual([["scores"]]);
  });

  test("of one topic at most one message a second, and the last change all the same", async () => {
    const stream = open(1);
    for (let at = 1; at <= 100; at += 1) {
      versions.set(1, { events: at });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(topicsOf(stream.heard).length).toBeLessThanOrEqual(11);
    await vi.advanceTimersByTimeAsync(1_300);
    expect(stream.heard.at(-1)).toMatchObject({ versions: { events: 100 } });
  });

  test("of scores at once, although the event that made them was told a moment ago", async () => {
    const stream = open(1);
    versions.set(1, { events: 1 });
    await vi.advanceTimersByTimeAsync(250);
    versions.set(1, { events: 2, scores: 1 });
    await vi.advanceTimersByTimeAsync(250);
    expect(topicsOf(stream.heard)).toEqual([["events"], ["scores"]]);
    expect(stream.heard.at(-1), "the second event is still to be told").toMatchObject({
      versions: { events: 1, scores: 1 },
    });
  });

  test("a heartbeat while nothing happens", async () => {
    const stream = open(1);
    await vi.advanceTimersByTimeAsync(46_000);
    expect(stream.heard.map(({ kind }) => kind)).toEqual([
      "hello",
      ...Array<string>(3).fill("heartbeat"),
    ]);
  });

  test("all that it missed, once a database that was away is back; the fault is told once", async () => {
    const stream = open(1);
    isAway = true;
    versions.set(1, { segments: 1 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(failures).toEqual(["the database is away"]);
    isAway = false;
    await vi.advanceTimersByTimeAsync(300);
    expect(topicsOf(stream.heard)).toEqual([["segments"]]);
  });
});

describe("what streams cost", () => {
  test("one statement for all of them, and none when nobody is there", async () => {
    const streams = [open(1), open(1), open(2)];
    await vi.advanceTimersByTimeAsync(1_000);
    expect(loads).toEqual(Array(5).fill([1, 2]));
    for (const { listening } of streams) {
      if (listening.outcome === "listening") listening.leave();
    }
    loads = [];
    await vi.advanceTimersByTimeAsync(10_000);
    expect(loads.length).toBeLessThanOrEqual(1);
  });

  test("a shop has a bound that does not shut out others, and a place that is left is free", () => {
    const streams = Array.from({ length: 30 }, () => open(1));
    expect(open(1).listening).toMatchObject({ outcome: "shop-full" });
    expect(open(2).listening.outcome).toBe("listening");
    const [first] = streams;
    if (first?.listening.outcome === "listening") first.listening.leave();
    expect(open(1).listening.outcome).toBe("listening");
  });

  test("a process has a bound too", () => {
    for (let shopId = 0; shopId < 2000; shopId += 1) open(shopId);
    expect(open(5000).listening).toMatchObject({ outcome: "full" });
  });
});

test("a process that ends ends its streams and takes none", () => {
  const stream = open(1);
  hub.stop();
  expect(stream.isEnded()).toBe(true);
  expect(open(1).listening).toMatchObject({ outcome: "ending" });
});
