import fc from "fast-check";
import { expect, test } from "vitest";
import {
  groupByVisit,
  VISIT_PAUSE_MS,
  type TimelineEvent,
} from "../../../app/queries/read-timeline.ts";

const event = (at: number, place: number): TimelineEvent => ({
  ...{ key: `event ${place}`, signal: "page_viewed", trust: "signed", at },
  ...{ thing: null, orderId: null, amountMinor: null, currency: null },
});

const pauses = fc.array(fc.integer({ min: 0, max: 2 * VISIT_PAUSE_MS }), { minLength: 1 });

test("a visit has no longer pause in it, visits have one between them, and no event is lost", () => {
  fc.assert(
    fc.property(pauses, (before) => {
      let at = 1e12;
      const events = before.map((pause, place) => event((at -= pause), place));
      const visits = groupByVisit(events);
      expect(visits.flatMap((visit) => visit.events)).toEqual(events);
      for (const visit of visits) {
        const times = visit.events.map((each) => each.at);
        expect([visit.to, visit.from]).toEqual([times[0], times.at(-1)]);
        for (const [place, time] of times.slice(1).entries())
          expect((times[place] ?? 0) - time).toBeLessThanOrEqual(VISIT_PAUSE_MS);
      }
      for (const [place, visit] of visits.slice(1).entries())
        expect((visits[place]?.from ?? 0) - visit.to).toBeGreaterThan(VISIT_PAUSE_MS);
    }),
  );
});
