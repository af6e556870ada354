import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MAX_AGE_MS,
  MAX_QUEUED,
  SESSION_IDLE_MS,
} from "../../../extensions/storefront-source/limits.ts";
import {
  addEvent,
  countPieces,
  createState,
  meetCustomer,
  removeTaken,
} from "../../../extensions/storefront-source/state.ts";
import type { BrowseEvent } from "../../../extensions/storefront-source/wire.ts";

const NOW = Date.UTC(2026, 10, 23, 10);

function eventAt(at: number, path = "/"): BrowseEvent {
  return { kind: "page_viewed", occurredAt: new Date(at).toISOString(), path };
}

describe("the queue", () => {
  test("keeps the newest, none older than a week, in their order, whatever was in it", () => {
    const ages = fc.array(fc.integer({ min: 0, max: 2 * MAX_AGE_MS }), { maxLength: 400 });
    fc.assert(
      fc.property(ages, (list) => {
        const events = list.sort((a, b) => b - a).map((age) => eventAt(NOW - age));
        const added = eventAt(NOW, "/new");
        const kept = addEvent({ ...createState(), events }, added, NOW).events;
        const young = [...events, added].filter(
          ({ occurredAt }) => NOW - Date.parse(occurredAt) < MAX_AGE_MS,
        );
        expect(kept).toEqual(young.slice(-MAX_QUEUED));
        expect(kept.at(-1)).toEqual(added);
      }),
    );
  });

  test("loses what was taken, and nothing that came meanwhile or from another tab", () => {
    const [first, second, third] = [eventAt(NOW), eventAt(NOW, "/a"), eventAt(NOW + 1)];
    if (!first || !second || !third) throw new Error("three events");
    expect(removeTaken([first, second, third], [first, second])).toEqual([third]);
    // Another tab has sent them already.
    expect(removeTaken([third], [first, second])).toEqual([third]);
    expect(removeTaken([], [first])).toEqual([]);
  });
});

describe("a session", () => {
  test("goes on as long as an event follows within half an hour", () => {
    let state = addEvent(createState(), eventAt(NOW), NOW);
    const { sessionId, clientId } = state;
    expect(sessionId).toMatch(/^[0-9a-f-]{36}$/);
    state = { ...state, touch: "a way" };
    for (let step = 1; step <= 5; step += 1) {
      const now = NOW + step * (SESSION_IDLE_MS - 1);
      state = addEvent(state, eventAt(now), now);
    }
    expect(state).toMatchObject({ sessionId, clientId, touch: "a way" });
    const later = state.seenAt + SESSION_IDLE_MS;
    const next = addEvent(state, eventAt(later), later);
    expect(next.sessionId).not.toBe(sessionId);
    expect(next).toMatchObject({ clientId, touch: "", seenAt: later });
  });

  test("does not end because the browser's clock was set back", () => {
    const state = addEvent(createState(), eventAt(NOW), NOW);
    const earlier = NOW - 86_400_000;
    expect(addEvent(state, eventAt(earlier), earlier).sessionId).toBe(state.sessionId);
  });
});

describe("a customer who logs in", () => {
  const state = { ...addEvent(createState(), eventAt(NOW), NOW), token: "T", lines: [] };

  test("is who was here before, if nobody else has logged in", () => {
    expect(meetCustomer(state, "1")).toEqual({ ...state, customerId: "1" });
  });

  test("keeps the client by logging out and in again", () => {
    const known = meetCustomer(state, "1");
    const out = meetCustomer(known, null);
    expect(meetCustomer(out, "1")).toEqual(known);
  });

  test("gets another client, and nothing of what the last one left, if that was somebody else", () => {
    const other = meetCustomer(meetCustomer(meetCustomer(state, "1"), null), "2");
    expect(other).toEqual({ clientId: expect.any(String), events: [], customerId: "2" });
    expect(other.clientId).not.toBe(state.clientId);
  });
});

test("pieces of a variant are counted over all lines", () => {
  const lines: [number, number, number][] = [
    [1, 10, 2],
    [2, 10, 1],
    [1, 10, 3],
  ];
  expect([1, 2, 3].map((variant) => countPieces(lines, variant))).toEqual([5, 1, 0]);
});
