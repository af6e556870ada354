import { SIGNALS } from "../../shared/signals.ts";
import type { Signal } from "../../shared/signals.ts";

/** What happens to a visitor without them: it shows neither that they were there nor what they want. */
const NOT_DONE_BY_VISITORS = new Set<Signal>([
  "order_cancelled",
  "order_fulfilled",
  "order_refunded",
  "email_opened",
  "email_complained",
  "email_unsubscribed",
  "sms_unsubscribed",
]);

export const isVisitorDeed = (signal: Signal): boolean => !NOT_DONE_BY_VISITORS.has(signal);

/** What visitors do, purchases among it. */
export const VISITOR_DEEDS: readonly Signal[] = SIGNALS.filter(isVisitorDeed);
