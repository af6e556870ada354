import { BrowseWireSchema } from "../../app/pipeline/capture/browse-wire.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import { DAY_MS, SECOND_MS } from "../../app/pipeline/shared/time.ts";

export interface StoredBatch {
  source: string;
  topic: string;
  receivedAt: number;
  wire: unknown;
}

const LOOKED_BACK_MS = 60 * DAY_MS;

/** Nine of ten batches are of a browser without a log-in, as on storefronts, and the rest of one who is logged in. */
const LOGGED_IN_SHARE = 0.1;

/** Whose a batch is. */
export interface Visitor {
  browser: number;
  /** null: not logged in. */
  customerId: string | null;
}

/** Beyond all browsers that are drawn: their ids and those of sessions are apart. */
const SESSIONS_FROM = 2 ** 40;

const KINDS = [
  "page_viewed",
  "product_viewed",
  "product_viewed",
  "page_scrolled",
  "product_viewed",
  "gallery_opened",
  "product_added_to_cart",
  "search_submitted",
] as const;

/**
 * Batches of the storefront's script as they are stored, of visits within 60 days, drawn by a seed. Each is of one
 * browser, as every batch of it is.
 * @param wanted.withinMs of visits within so long instead
 * @param wanted.choose whose each batch is, from the earliest on
 */
export function drawBatches(wanted: {
  batches: number;
  eventsEach: number;
  until: number;
  seed: number;
  withinMs?: number;
  choose: (index: number, random: () => number) => Visitor;
}): StoredBatch[] {
  const random = seedRandom(wanted.seed);
  const { withinMs = LOOKED_BACK_MS } = wanted;
  const times = Array.from({ length: wanted.batches }, () =>
    Math.floor(wanted.until - random() * withinMs),
  ).sort((a, b) => a - b);
  return times.map((receivedAt, index) => {
    const { browser, customerId } = wanted.choose(index, random);
    const sentAt = new Date(receivedAt).toISOString();
    const wire = BrowseWireSchema.parse({
      clientId: uuidOf(browser),
      sessionId: uuidOf(SESSIONS_FROM + browser),
      consent: { analytics: true, marketing: false },
      customerId,
      sentAt,
      events: Array.from({ length: wanted.eventsEach }, (_, place) => {
        const product = 1 + Math.floor(random() * 1000);
        return {
          kind: KINDS[Math.floor(random() * KINDS.length)],
          occurredAt: new Date(
            receivedAt - (wanted.eventsEach - place) * 11 * SECOND_MS,
          ).toISOString(),
          path: `/products/mug-${product}`,
          productId: String(product),
        };
      }),
    });
    return { source: "proxy", topic: "browse_events", receivedAt, wire };
  });
}

/** Anybody of so many browsers, each its own customer's. */
export const anyOf =
  (browsers: number) =>
  (_: number, random: () => number): Visitor => {
    const browser = Math.floor(random() * browsers);
    return { browser, customerId: random() < LOGGED_IN_SHARE ? String(1 + browser) : null };
  };

const uuidOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
