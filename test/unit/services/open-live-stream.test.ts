import { afterEach, expect, test, vi } from "vitest";
import { createLiveHub } from "../../../app/services/live-hub.ts";
import { openLiveStream } from "../../../app/services/open-live-stream.ts";

afterEach(() => vi.useRealTimers());

function open(signal = new AbortController().signal, lifeMs = 55_000) {
  vi.useFakeTimers();
  const loads: unknown[] = [];
  const hub = createLiveHub({
    load: async (shopIds) => {
      loads.push(shopIds);
      return new Map(shopIds.map((shopId) => [shopId, { scores: 4 }]));
    },
    stopwatch: () => performance.now(),
    onFailure: () => undefined,
  });
  const opened = openLiveStream({ hub, shopId: 7, lastEventId: "scores=3", lifeMs, signal });
  if (opened.outcome !== "opened") throw new Error("a hub without streams has room");
  return { text: new Response(opened.stream).text(), hub, loads };
}

test("a stream says what was missed, keeps itself alive and ends with its token", async () => {
  const { text } = open();
  await vi.advanceTimersByTimeAsync(55_000);
  expect(await text).toBe(
    `event: hello\ndata:\n\nevent: change\nid: scores=4\ndata: ["scores"]\n\n${":\n\n".repeat(3)}`,
  );
});

test("a page that goes away costs nothing from then on", async () => {
  const leaving = new AbortController();
  const { text, loads } = open(leaving.signal);
  await vi.advanceTimersByTimeAsync(1_000);
  leaving.abort();
  await text;
  await vi.advanceTimersByTimeAsync(1_000);
  const { length } = loads;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(loads).toHaveLength(length);
});

test("a page that went away before it was answered is not listened for", async () => {
  const { text, loads } = open(AbortSignal.abort());
  expect(await text).toBe("event: hello\ndata:\n\n");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(loads.length).toBeLessThanOrEqual(1);
});
