import { NO_PAGE } from "../../../app/pipeline/predict/visitors/event-log.ts";
import type { EventColumns } from "../../../app/pipeline/predict/visitors/event-log.ts";
import { PAGE_AREAS, pageOf } from "../../../app/pipeline/predict/visitors/page-area.ts";
import { SIGNALS } from "../../../app/pipeline/shared/signals.ts";
import type { Signal } from "../../../app/pipeline/shared/signals.ts";
import { growColumns } from "../../../app/pipeline/predict/visitors/growing-columns.ts";
import { numberTexts } from "../../../app/pipeline/predict/visitors/number-texts.ts";
import { simulateVisitors } from "./simulate-visitors.ts";
import type { SimulatedEvent, SimulationOptions } from "./simulate-visitors.ts";

/** A simulated shop's log, and the true odds of each event by its visitor's number and instant. */
export interface SimulatedLog {
  columns: EventColumns;
  /** Row i of the columns. */
  odds: number[];
}

/** Simulates a log as the reader would give it. `change` may leave out or alter events. */
export function simulateColumns(
  options: SimulationOptions,
  change: (event: SimulatedEvent) => SimulatedEvent | null = (event) => event,
): SimulatedLog {
  const visitors = numberTexts();
  const orders = numberTexts();
  const columns = growColumns();
  const odds: number[] = [];
  for (const events of simulateVisitors(options)) {
    for (const simulated of events) {
      const event = change(simulated);
      if (event === null) continue;
      const page = event.path === "" ? null : pageOf(event.path);
      const signal = event.kind === "checkout_completed" ? "order_placed" : (event.kind as Signal);
      columns.push({
        visitor: visitors(event.visitor),
        at: event.at,
        signal: SIGNALS.indexOf(signal),
        product: event.product === "" ? -1 : Number(event.product),
        order: event.order === "" ? -1 : orders(event.order),
        area: page === null ? NO_PAGE : PAGE_AREAS.indexOf(page.area),
        depth: page?.depth ?? 0,
      });
      odds.push(event.odds);
    }
  }
  return { columns: columns.close(), odds };
}
