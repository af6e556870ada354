import fc from "fast-check";
import { expect, test } from "vitest";
import { foldEvents } from "../../../../app/pipeline/normalize/fold.ts";
import type { BehavioralEvent } from "../../../../app/pipeline/shared/records.ts";
import { SIGNALS, TRUST_LEVELS } from "../../../../app/pipeline/shared/signals.ts";
import { SLOT_MS } from "../../../../app/pipeline/shared/time.ts";

const view = (changes: Partial<BehavioralEvent>): BehavioralEvent => ({
  key: "client:a:1",
  signal: "product_viewed",
  subject: { kind: "client", key: "a" },
  occurredAt: SLOT_MS,
  value: 0,
  about: null,
  trust: "claimed",
  ...changes,
});

test("no events fold to no rows", () => {
  expect(foldEvents([])).toEqual(new Map());
});

test("events of one quarter of an hour share a row with the first and the last instant", () => {
  const rows = foldEvents([
    view({ key: "1", occurredAt: SLOT_MS + 500 }),
    view({ key: "2", occurredAt: SLOT_MS }),
    view({ key: "3", occurredAt: 2 * SLOT_MS - 1 }),
    view({ key: "4", occurredAt: 2 * SLOT_MS }),
  ]).get("client:a");
  expect(rows).toEqual([
    {
      signal: "product_viewed",
      trust: "claimed",
      slot: 1,
      count: 3,
      value: 0,
      firstAt: SLOT_MS,
      lastAt: 2 * SLOT_MS - 1,
    },
    expect.objectContaining({ slot: 2, count: 1 }),
  ]);
});

test("one fact told twice counts once", () => {
  expect(foldEvents([view({}), view({})]).get("client:a")).toMatchObject([{ count: 1 }]);
});

test("rows of an identity are distinct and sorted by slot, signal and trust", () => {
  const event = fc
    .record({
      id: fc.uuid(),
      signal: fc.constantFrom(...SIGNALS),
      trust: fc.constantFrom(...TRUST_LEVELS),
      occurredAt: fc.integer({ min: 0, max: 5 * SLOT_MS }),
    })
    .map(({ id, ...rest }) => view({ key: id, ...rest }));
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const rows = foldEvents(events).get("client:a") ?? [];
      const places = rows.map(
        ({ slot, signal, trust }) =>
          slot * 1000 + SIGNALS.indexOf(signal) * 10 + TRUST_LEVELS.indexOf(trust),
      );
      expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(events.length);
      for (const { slot, firstAt, lastAt } of rows) {
        expect(firstAt).toBeGreaterThanOrEqual(slot * SLOT_MS);
        expect(lastAt).toBeLessThan((slot + 1) * SLOT_MS);
      }
    }),
  );
});
