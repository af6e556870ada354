import { createRandom, type Random } from "../../../dev-store/simulation/random.ts";
import { PAGES_READ, type Action, type Visitor } from "./action.ts";
import type { Planned } from "./fault.ts";
import { BROWSERS, SHOPS } from "./plan-traffic.ts";

/** Of each storm. The first shop is the busy one. */
const ERASURES = [0, 0, 1, 2];
const WITHDRAWALS = [0, 0, 0, 0, 1, 2];
/** An erasure that was interrupted is tried again ten seconds later: in the last part of a storm few faults would meet it. */
const EARLY = 0.7;
/** It asks Shopify, too, so that more faults meet it. */
const VERY_EARLY = 0.35;
/** Some come back before Shopify's word that they went has arrived. */
const AWAY_MS = [100, 3000] as const;

/**
 * What is too rare to be left to chance and happens in every storm: people are erased, visitors take their consent back, each
 * merchant looks at each page, and one of them, in turn, goes and comes back. When, and who it is, is drawn; the same seed and
 * number give the same.
 */
export function planRare(input: { seed: number; storm: number; ms: number }): Planned<Action>[] {
  const { seed, storm, ms } = input;
  const random = createRandom(`rare ${seed} ${storm}`);
  const away = (seed + storm) % SHOPS;
  const at = (what: Action, share = 1): Planned<Action> => ({
    atMs: Math.round(random.next() * share * ms),
    what,
  });
  return [
    ...ERASURES.map((shop) => at({ kind: "erase", shop }, EARLY)),
    ...WITHDRAWALS.map((shop) => at({ kind: "withdraw", shop, who: drawVisitor(random) })),
    ...Array.from({ length: SHOPS }, (_, shop) =>
      PAGES_READ.map((page) => at({ kind: "read", shop, page })),
    ).flat(),
    // Who goes before an order is carried out leaves nobody who could take tags off: it is given in the other shops.
    ...Array.from({ length: SHOPS }, (_, shop) => shop)
      .filter((shop) => shop !== away)
      .map((shop) => at({ kind: "erase-by-merchant", shop }, VERY_EARLY)),
    at({ kind: "reinstall", shop: away, afterMs: random.between(...AWAY_MS) }, EARLY),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

const drawVisitor = (random: Random): Visitor =>
  random.chance(0.5)
    ? { customer: random.between(0, 999) }
    : { browser: random.between(0, BROWSERS - 1) };
