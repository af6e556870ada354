import { createRandom, type Random } from "../../../dev-store/simulation/random.ts";
import { PARTS, type Fault, type Planned } from "./fault.ts";

/** How often each kind stands in a deck: what kills stands there more than once. */
const DECK: Record<Fault["kind"], number> = {
  kill: 4,
  "kill-database": 1,
  "stop-database": 1,
  "cut-connections": 1,
  "take-connections": 1,
  "stall-writes": 1,
  "fill-disk": 1,
  "slow-shopify": 1,
  "failing-shopify": 1,
  "jump-clock": 1,
  "skew-clock": 1,
  deploy: 2,
};
const DECK_SIZE = Object.values(DECK).reduce((sum, count) => sum + count, 0);

/** The first fault meets traffic that is under way, and the last one still has some. */
const MARGIN_MS = 700;
const MINUTE_MS = 60_000;

/**
 * The faults of one storm, in the order of their times. Kinds are dealt from shuffled decks, storm after storm, so that
 * none is left out for long. The same seed and number give the same storm.
 */
export function planStorm(input: {
  seed: number;
  /** From 0 on. */
  storm: number;
  ms: number;
  faults: number;
}): Planned<Fault>[] {
  const { seed, storm, ms, faults } = input;
  const random = createRandom(`storm ${seed} ${storm}`);
  const step = (ms - 2 * MARGIN_MS) / faults;
  return Array.from({ length: faults }, (_, index) => ({
    atMs: Math.round(MARGIN_MS + (index + random.next()) * step),
    what: drawFault(kindAt(seed, storm * faults + index), random),
  }));
}

/** The kind of the fault at a place in the row of all decks. */
function kindAt(seed: number, place: number): Fault["kind"] {
  const random = createRandom(`deck ${seed} ${Math.floor(place / DECK_SIZE)}`);
  const deck = (Object.keys(DECK) as Fault["kind"][]).flatMap((kind) =>
    Array.from({ length: DECK[kind] }, () => ({ kind, order: random.next() })),
  );
  const found = deck.toSorted((a, b) => a.order - b.order)[place % DECK_SIZE];
  if (found === undefined) throw new Error("A deck holds every place");
  return found.kind;
}

function drawFault(kind: Fault["kind"], random: Random): Fault {
  switch (kind) {
    case "kill":
      return { kind, part: random.pick(PARTS) };
    case "kill-database":
    case "stop-database":
    case "cut-connections":
      return { kind };
    case "take-connections":
    case "stall-writes":
      return { kind, ms: random.between(1000, 3000) };
    case "fill-disk":
      return { kind, share: random.pick([0.3, 1]), ms: random.between(1000, 3000) };
    case "slow-shopify":
      return { kind, delayMs: random.between(200, 1500), ms: random.between(2000, 4000) };
    case "failing-shopify":
      return {
        kind,
        failed: random.between(0, 4),
        throttled: random.between(0, 3),
        unanswered: random.between(1, 4),
      };
    case "jump-clock":
      return { kind, ms: random.between(1, 180) * MINUTE_MS };
    case "skew-clock":
      // More than the 90 s within which Shopify's signatures hold, now and then.
      return {
        kind,
        part: random.pick(PARTS),
        ms: random.pick([-1, 1]) * random.between(5000, 120_000),
      };
    case "deploy":
      return { kind, role: random.pick(["web", "worker"]) };
  }
}
