/** What one person looked at, at an instant of their own clock. */
export interface Look {
  kind: "page_viewed" | "product_viewed";
  thing: string;
  at: number;
}

interface ShopBook {
  /** By the fact's key: on whom it hangs, and what it is. */
  facts: Map<string, { identity: string; signal: string }>;
  /** Different batches by the way they came, and messages of the API by their ids. */
  sent: Record<Way, Set<string>>;
  /** Who was merged into whom. */
  mergedInto: Map<string, string>;
  /** Orders that were not cancelled, by id with the customer who placed them. */
  orders: Map<string, string>;
  /** The merchant's own tags. */
  tags: Map<string, Set<string>>;
}

export type Way = "proxy" | "pixel" | "api";

/**
 * What was done, by the rules of docs/pipeline.md in their plainest form: it knows nothing of batches that come twice or
 * in another order, and shares no code with the app.
 */
export interface Ledger {
  /** Of a shop by its place. */
  of(shop: number): ShopBook;
  noteLook(shop: number, who: { identity: string; client: string }, look: Look): void;
  noteFact(shop: number, fact: { key: string; identity: string; signal: string }): void;
  noteMerge(shop: number, kept: string, gone: string): void;
  noteTags(shop: number, customerId: string, tags: readonly string[]): void;
}

/** Two sightings of one thing by one browser within the same ten seconds are one fact. */
const SAME_FACT_MS = 10_000;

export function createLedger(): Ledger {
  const books = new Map<number, ShopBook>();
  const of = (shop: number): ShopBook => {
    const book = books.get(shop) ?? {
      facts: new Map(),
      sent: { proxy: new Set(), pixel: new Set(), api: new Set() },
      mergedInto: new Map(),
      orders: new Map(),
      tags: new Map(),
    };
    books.set(shop, book);
    return book;
  };
  const noteFact: Ledger["noteFact"] = (shop, { key, identity, signal }) =>
    void of(shop).facts.set(key, { identity, signal });
  const noteTags: Ledger["noteTags"] = (shop, customerId, tags) => {
    const known = of(shop).tags.get(customerId) ?? new Set();
    of(shop).tags.set(customerId, new Set([...known, ...tags]));
  };
  return {
    of,
    noteFact,
    noteTags,
    noteLook(shop, { identity, client }, { kind, thing, at }) {
      const key = `${client} ${kind} ${thing} ${Math.floor(at / SAME_FACT_MS)}`;
      noteFact(shop, { key, identity, signal: kind });
    },
    noteMerge(shop, kept, gone) {
      const book = of(shop);
      book.mergedInto.set(gone, kept);
      noteTags(shop, kept, [...(book.tags.get(gone) ?? [])]);
      book.tags.delete(gone);
    },
  };
}

/** The customer who a customer is by now. */
export function keptOf({ mergedInto }: Pick<ShopBook, "mergedInto">, customerId: string): string {
  let kept = customerId;
  for (let next = mergedInto.get(kept); next !== undefined; next = mergedInto.get(kept))
    kept = next;
  return kept;
}

/** An identity's name, as "customer:7000000000000"; of a customer who was merged that of the one who was kept. */
export function personOf(book: Pick<ShopBook, "mergedInto">, identity: string): string {
  const [kind, key = ""] = identity.split(":");
  return kind === "customer" ? `customer:${keptOf(book, key)}` : identity;
}

/** How often each thing happened to each person, as "customer:7000000000000 product_viewed". */
export function countFacts(book: Pick<ShopBook, "facts" | "mergedInto">): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { identity, signal } of book.facts.values()) {
    const name = `${personOf(book, identity)} ${signal}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
