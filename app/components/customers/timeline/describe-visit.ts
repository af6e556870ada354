import { MINUTE_MS } from "../../../pipeline/shared/time.ts";
import type { Visit } from "../../../queries/read-timeline.ts";
import type { Words } from "../../words/use-words.ts";

/** How long a visit took and how much happened in it: "12 min, 5 events"; of one event, the number alone. */
export function describeVisit({ t, format }: Words<"customers">, visit: Visit): string {
  const count = visit.events.length;
  const events = t("timeline.events", { count, amount: format.count(count) });
  const took = visit.to - visit.from;
  if (took < MINUTE_MS) return events;
  return t("timeline.visit", { events, duration: format.duration(took) });
}
