import { priceWatcher } from "./ready-intent.ts";
import type { ReadySegment } from "./segment-parts.ts";
import { allOf, atLeast, BOUGHT, followedByNone, last, signals } from "./segment-parts.ts";

/** A ready segment as an earlier release shipped it, and what it has become. */
export interface FormerSegment {
  /** Noted with a shop that was given the newer one or kept its own: it is asked once, and never again. */
  mark: string;
  former: ReadySegment;
  now: ReadySegment;
}

const views = signals("product_viewed");

/** Whoever looked after the fall was in it as well, having seen the price that there is. */
const priceWatcherOfAnyLook: ReadySegment = {
  ...priceWatcher,
  description: "Looked again and again at a product that has become cheaper, and has not bought.",
  condition: allOf(
    atLeast(
      2,
      {
        ...views,
        where: [{ kind: "price-dropped", within: { kind: "days", days: 14 }, afterwards: false }],
      },
      { each: "product", window: { kind: "days", days: 30 } },
    ),
    followedByNone(last(views), ...BOUGHT),
  ),
};

/** The oldest first. What was shipped once stays here as it was. */
export const FORMER_SEGMENTS: readonly FormerSegment[] = [
  { mark: "price-watcher:2", former: priceWatcherOfAnyLook, now: priceWatcher },
];
