/** What the storefront's script says that it recorded, as it publishes it under `kindling:seen`. */
export interface Sighting {
  /** The visitor id that the script gave this browser. */
  clientId: string;
  /** The fact: kind and what it is about. */
  fact: string;
  occurredAt: string;
}

/** How long a sighting waits for Shopify's event of the same fact. The two come within a moment of each other. */
const LIFE_MS = 10_000;

/**
 * One text for one fact: its kind, and the product, the collection or else the page that it is about. There is
 * one cart and one search at a time, on whichever page.
 */
export function factOf(event: {
  kind: string;
  productId?: string | undefined;
  collectionId?: string | undefined;
  path?: string | undefined;
}): string {
  const { kind, productId, collectionId, path = "" } = event;
  if (kind === "cart_viewed" || kind === "search_submitted") return kind;
  return `${kind} ${productId ?? collectionId ?? path}`;
}

/** Null for what does not look like a sighting: any script of the shop may publish under this name. */
export function readSighting(data: Record<string, unknown> | null): Sighting | null {
  const text = (key: string): string | undefined => {
    const value = data?.[key];
    return typeof value === "string" ? value : undefined;
  };
  const clientId = text("clientId");
  const kind = text("kind");
  const occurredAt = text("occurredAt");
  if (!clientId || !kind || !occurredAt || Number.isNaN(Date.parse(occurredAt))) return null;
  const about = { productId: text("productId"), collectionId: text("collectionId") };
  return { clientId, fact: factOf({ kind, ...about, path: text("path") }), occurredAt };
}

export interface Sightings {
  keep(sighting: Sighting): void;
  /** Gives the oldest one of this fact away. */
  take(fact: string): Sighting | undefined;
  clear(): void;
}

/** Sightings whose event has not come yet. Their age is that of their arrival: a page may be told late. */
export function createSightings(now: () => number): Sightings {
  let kept: { sighting: Sighting; until: number }[] = [];
  return {
    keep(sighting) {
      kept.push({ sighting, until: now() + LIFE_MS });
    },
    take(fact) {
      kept = kept.filter(({ until }) => until > now());
      const index = kept.findIndex(({ sighting }) => sighting.fact === fact);
      return index === -1 ? undefined : kept.splice(index, 1)[0]?.sighting;
    },
    clear() {
      kept = [];
    },
  };
}
