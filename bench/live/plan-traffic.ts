import { createRandom } from "../../dev-store/simulation/random.ts";

const EVENTS_PER_SECOND = 200;
/** The embed sends what happens within five seconds together: a page and what was seen on it. */
export const EVENTS_PER_BATCH = 2;
export const MS_PER_BATCH = (1000 * EVENTS_PER_BATCH) / EVENTS_PER_SECOND;
/** Views after which a customer meets the segment's condition. */
export const DECIDING_VIEWS = 3;

/** One customer in so many batches meets the condition: three in a second. */
const PERIOD = 33;
/** Some five seconds between two views of one customer, each of another product: the same one within ten is one fact. */
const PERIODS_BETWEEN = 15;
/** How many batches come before the first that decides: the views before it need their time. */
export const LEAD_BATCHES = PERIOD * PERIODS_BETWEEN * (DECIDING_VIEWS - 1);
/** Browsers of people who are not logged in, who make most of a storefront's traffic. */
const VISITORS = 4000;
const LOGGED_IN_SHARE = 0.1;

export interface PlannedBatch {
  clientId: string;
  /** null: nobody is logged in. */
  customerId: string | null;
  events: { kind: "page_viewed" | "product_viewed"; path: string; productId: string | null }[];
  /** After it, and not before, its customer meets the condition. */
  isDeciding: boolean;
}

/**
 * Batches in the order in which they are sent, one every MS_PER_BATCH: at first for about ten seconds without a
 * deciding one, then one in 33. The customers of whom nobody is to meet the condition only look at pages.
 * @throws where there are too few customers for so long
 */
export function planTraffic(input: {
  seed: number;
  seconds: number;
  customerIds: readonly string[];
  productIds: readonly string[];
}): PlannedBatch[] {
  const { customerIds, productIds } = input;
  const random = createRandom(input.seed);
  const measured = Math.floor((input.seconds * 1000) / MS_PER_BATCH);
  const crossings = Math.floor(measured / PERIOD);
  if (customerIds.length <= crossings || productIds.length < DECIDING_VIEWS)
    throw new Error(`Needs more than ${crossings} customers and ${DECIDING_VIEWS} products`);
  const browserOf = new Map(customerIds.map((id) => [id, random.uuid()]));
  const visitors = Array.from({ length: VISITORS }, () => random.uuid());
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index % list.length];
    if (found === undefined) throw new Error("Nothing to draw from");
    return found;
  };
  const any = <T>(list: readonly T[]): T => at(list, random.between(0, list.length - 1));
  const page = () => ({
    kind: "page_viewed" as const,
    path: `/pages/${random.between(1, 1000)}`,
    productId: null,
  });
  const product = (productId: string) => ({
    kind: "product_viewed" as const,
    path: `/products/${productId}`,
    productId,
  });
  const bystanders = customerIds.slice(crossings);

  return Array.from({ length: LEAD_BATCHES + measured }, (_, index) => {
    const turn = findTurn(index, crossings);
    if (turn !== null) {
      const customerId = at(customerIds, turn.crossing);
      const seen = at(productIds, turn.crossing + turn.view);
      return {
        clientId: browserOf.get(customerId) ?? "",
        customerId,
        events: [page(), product(seen)],
        isDeciding: turn.view === DECIDING_VIEWS - 1,
      };
    }
    if (random.chance(LOGGED_IN_SHARE)) {
      const customerId = any(bystanders);
      const clientId = browserOf.get(customerId) ?? "";
      return { clientId, customerId, events: [page(), page()], isDeciding: false };
    }
    const events = [page(), product(any(productIds))];
    return { clientId: any(visitors), customerId: null, events, isDeciding: false };
  });
}

/** Whose turn a batch is among those who will meet the condition, and which of their views it holds. */
function findTurn(index: number, crossings: number): { crossing: number; view: number } | null {
  const period = Math.floor(index / PERIOD);
  // The three views of a period are of three people, each in a place of its own.
  const view = ((index % PERIOD) * DECIDING_VIEWS) / PERIOD;
  if (!Number.isInteger(view)) return null;
  const crossing = period - view * PERIODS_BETWEEN;
  return crossing >= 0 && crossing < crossings ? { crossing, view } : null;
}
