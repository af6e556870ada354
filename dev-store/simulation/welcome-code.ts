import type { Discount } from "../state/types.ts";

const SHARE = 0.1;

/** The one code of the demo shop: a tenth off what is ordered. */
export function applyWelcomeCode(linesMinor: number): Discount {
  return { amountMinor: Math.round(linesMinor * SHARE), code: "WELCOME10" };
}
