import type { Duration, Window } from "../../../../app/pipeline/segment/condition-tree.ts";
import { MINUTE_MS } from "../simulate/world.ts";
import type { NaiveLook } from "./look.ts";

const SLOT_MS = 15 * MINUTE_MS;

export const quarterOf = (instant: number): number => Math.floor(instant / SLOT_MS) * SLOT_MS;

type When = Pick<NaiveLook, "shop" | "at">;

/** When a duration that began at `from` is over. */
export function endOf(from: number, duration: Duration, { shop, at }: When): number {
  switch (duration.kind) {
    case "fixed":
      return from + duration.ms;
    case "typical-gaps":
      return from + Math.round(duration.times * shop.benchmarks(at).typicalGapMs);
    case "days":
      return shop.calendar.startOf(shop.calendar.dayOf(from) + duration.days);
    case "longest-of":
      return Math.max(from, ...duration.of.map((part) => endOf(from, part, { shop, at })));
  }
}

/** Whether an instant lies in the window that ends now; a signal's is that of its quarter of an hour. */
export function isInWindow(
  instant: number,
  { window, of, when }: { window: Window | null; of: "orders" | "signals"; when: When },
): boolean {
  const { shop, at } = when;
  if (window === null) return true;
  const begins = of === "signals" ? quarterOf(instant) : instant;
  if (window.kind === "fixed") return at - begins < window.ms;
  return begins >= shop.calendar.startOf(shop.calendar.dayOf(at) - (window.days - 1));
}
