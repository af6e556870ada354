import type { ShopperAction } from "./actions.ts";
import { makeShoppers } from "./make-shoppers.ts";
import type { Shopper } from "./make-shoppers.ts";
import { planVisit } from "./plan-visit.ts";
import { createRandom } from "./random.ts";
import { createTimeline } from "./timeline.ts";

export interface SimulateShoppersInput {
  seed: number;
  /** Number of shoppers. */
  customers: number;
  /** ms; nothing happens before. */
  startAt: number;
  /** All visit rates times this; default 1. */
  bustle?: number;
}

type Entry =
  | { at: number; kind: "visit"; shopper: Shopper }
  | { at: number; kind: "act"; action: ShopperAction };

const DAY_MS = 86_400_000;

/**
 * What the shoppers do from `startAt` on, in time order and without an end. Pure: the same input gives
 * the same actions. Runs of one seed that begin at different times have the same shoppers and
 * different visits. No shoppers give no actions.
 */
export function* simulateShoppers(input: SimulateShoppersInput): Generator<ShopperAction, void> {
  const { seed, startAt, bustle = 1 } = input;
  const random = createRandom(`visits ${seed} ${startAt}`);
  const timeline = createTimeline<Entry>();
  const addVisit = (shopper: Shopper, after: number): void => {
    const gap = DAY_MS / (shopper.persona.visitsPerDay * bustle);
    timeline.add({ kind: "visit", at: Math.round(after + random.exponential(gap)), shopper });
  };
  for (const shopper of makeShoppers(input)) addVisit(shopper, startAt);
  for (let entry = timeline.take(); entry !== undefined; entry = timeline.take()) {
    if (entry.kind === "act") {
      yield entry.action;
      continue;
    }
    const actions = planVisit({ ...entry, random });
    for (const action of actions) timeline.add({ kind: "act", at: action.at, action });
    // A refund comes hours later; the shopper does not stay that long.
    const endOfVisit = actions.findLast(({ kind }) => kind !== "refund")?.at ?? entry.at;
    addVisit(entry.shopper, endOfVisit);
  }
}
