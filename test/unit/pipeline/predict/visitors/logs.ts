import fc from "fast-check";
import {
  newEventColumns,
  NO_PAGE,
} from "../../../../../app/pipeline/predict/visitors/event-log.ts";
import type { EventColumns } from "../../../../../app/pipeline/predict/visitors/event-log.ts";
import { PAGE_AREAS, pageOf } from "../../../../../app/pipeline/predict/visitors/page-area.ts";
import { prepareLog } from "../../../../../app/pipeline/predict/visitors/prepare-log.ts";
import { VISITOR_FEATURES } from "../../../../../app/pipeline/predict/visitors/describe-event.ts";
import type { PreparedLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { DEFAULT_MODEL } from "../../../../../app/pipeline/score/default-model.ts";
import { SIGNALS } from "../../../../../app/pipeline/shared/signals.ts";
import type { Signal } from "../../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, SECOND_MS } from "../../../../../app/pipeline/shared/time.ts";

/** Row of a log, as a test writes it down. */
export interface LogEvent {
  visitor: number;
  at: number;
  signal: Signal;
  product?: number;
  order?: number;
  path?: string;
}

export const POINTS = DEFAULT_MODEL.intent;
export const START = Date.UTC(2026, 2, 2, 9);

export function columnsOf(events: readonly LogEvent[]): EventColumns {
  const columns = newEventColumns(events.length);
  events.forEach((event, row) => {
    const page = event.path === undefined ? null : pageOf(event.path);
    columns.visitor[row] = event.visitor;
    columns.at[row] = event.at;
    columns.signal[row] = SIGNALS.indexOf(event.signal);
    columns.product[row] = event.product ?? -1;
    columns.order[row] = event.order ?? -1;
    columns.area[row] = page === null ? NO_PAGE : PAGE_AREAS.indexOf(page.area);
    columns.depth[row] = page?.depth ?? 0;
  });
  return columns;
}

export const prepare = (events: readonly LogEvent[]): PreparedLog =>
  prepareLog(columnsOf(events), POINTS);

/** A feature by its name, out of what `describeEvent` wrote. */
export const featureOf = (features: ArrayLike<number>, name: string): number => {
  const place = VISITOR_FEATURES.indexOf(name);
  if (place < 0) throw new Error(`There is no feature ${name}`);
  return features[place] ?? NaN;
};

const KINDS: Signal[] = [
  "page_viewed",
  "collection_viewed",
  "product_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
  "cart_viewed",
  "checkout_started",
  "payment_info_submitted",
  "order_placed",
];

/** Events of a few visitors within some days: now seconds apart, now days. */
export const anyLog = (visitors = 3): fc.Arbitrary<LogEvent[]> =>
  fc.array(
    fc
      .record({
        visitor: fc.nat(visitors - 1),
        at: fc.oneof(
          fc.integer({ min: 0, max: 300 }).map((seconds) => START + seconds * SECOND_MS),
          fc.integer({ min: 0, max: 20 * DAY_MS }).map((elapsed) => START + elapsed),
        ),
        signal: fc.constantFrom(...KINDS),
        product: fc.integer({ min: -1, max: 4 }),
      })
      .map((event) => ({ ...event, order: -1 })),
    { maxLength: 60 },
  );
