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

/** Nine of ten events of a browser without a log-in, as on storefronts, and the rest of one who is logged in. */
const LOGGED_IN_SHARE = 0.1;
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
 * @param wanted.customers who they are of, one after the other, all of them logged in; left out: anybody
 */
export function drawBatches(wanted: {
  batches: number;
  eventsEach: number;
  browsers: number;
  until: number;
  seed: number;
  withinMs?: number;
  customers?: readonly number[] | undefined;
}): StoredBatch[] {
  const random = seedRandom(wanted.seed);
  const { withinMs = LOOKED_BACK_MS } = wanted;
  const times = Array.from({ length: wanted.batches }, () =>
    Math.floor(wanted.until - random() * withinMs),
  ).sort((a, b) => a - b);
  return times.map((receivedAt, index) => {
    const chosen = wanted.customers?.[index];
    const browser = chosen === undefined ? Math.floor(random() * wanted.browsers) : chosen - 1;
    const isLoggedIn = chosen !== undefined || random() < LOGGED_IN_SHARE;
    const sentAt = new Date(receivedAt).toISOString();
    const wire = BrowseWireSchema.parse({
      clientId: uuidOf(browser),
      sessionId: uuidOf(browser + wanted.browsers),
      consent: { analytics: true, marketing: false },
      customerId: isLoggedIn ? String(1 + browser) : null,
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

const uuidOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
