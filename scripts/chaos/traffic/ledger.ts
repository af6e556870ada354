/** What one person looked at, at an instant of their own clock. */
export interface Look {
  kind: "page_viewed" | "product_viewed";
  thing: string;
  at: number;
}

/** Who told something: their browser, and the customer it is of. Whose data goes takes it with them. */
interface Teller {
  client: string | null;
  customer: string | null;
}

/** Neither a browser's nor a customer's: a cart, or a user of the merchant's server. */
export const NOBODY: Readonly<Teller> = { client: null, customer: null };

interface Fact extends Teller {
  identity: string;
  signal: string;
}

export interface ShopBook {
  /** By the fact's key: on whom it hangs, and what it is. */
  facts: Map<string, Fact>;
  /** Different batches by the way they came, and messages of the API by their ids. */
  sent: Record<Way, Map<string, Teller>>;
  /** Who was merged into whom. */
  mergedInto: Map<string, string>;
  /** Orders that were not cancelled, by id with the customer who placed them. */
  orders: Map<string, string>;
  /** All orders, cancelled ones too. */
  placedBy: Map<string, string>;
  /** The merchant's own tags. */
  tags: Map<string, Set<string>>;
  /** By the name of a browser: how often its visitor took their consent back, and had another id from then on. */
  withdrawals: Map<string, number>;
  /** Ids by which somebody was known who was erased: customers, browsers, orders. */
  erased: Set<string>;
  /** Customers whom the merchant erased, and who are still in Shopify. */
  erasedByMerchant: Set<string>;
}

export type Way = "proxy" | "pixel" | "api";

/**
 * What was done, by the rules of docs/pipeline.md in their plainest form: it knows nothing of batches that come twice or
 * in another order, and shares no code with the app.
 */
export interface Ledger {
  /** Of a shop by its place. */
  of(shop: number): ShopBook;
  noteLook(shop: number, who: Teller & { client: string; identity: string }, look: Look): void;
  noteSent(shop: number, way: Way, name: string, teller: Teller): void;
  noteFact(shop: number, fact: Fact & { key: string }): void;
  noteOrder(shop: number, order: { id: string; customerId: string }): void;
  noteMerge(shop: number, kept: string, gone: string): void;
  noteTags(shop: number, customerId: string, tags: readonly string[]): void;
  /** What a browser told goes, whoever was logged in. @param browser its name, which is no id */
  noteWithdrawal(shop: number, browser: string, client: string): void;
  /** Everything of a customer goes, and of those who were merged into them. @returns their ids and their orders' */
  noteErasure(shop: number, customerId: string): string[];
}

/** Two sightings of one thing by one browser within the same ten seconds are one fact. */
const SAME_FACT_MS = 10_000;

export function createLedger(): Ledger {
  const books = new Map<number, ShopBook>();
  const of = (shop: number): ShopBook => {
    const book = books.get(shop) ?? emptyBook();
    books.set(shop, book);
    return book;
  };
  const noteFact: Ledger["noteFact"] = (shop, { key, ...fact }) =>
    void of(shop).facts.set(key, fact);
  const noteTags: Ledger["noteTags"] = (shop, customerId, tags) => {
    const known = of(shop).tags.get(customerId) ?? new Set();
    of(shop).tags.set(customerId, new Set([...known, ...tags]));
  };
  return {
    of,
    noteFact,
    noteTags,
    noteLook(shop, who, { kind, thing, at }) {
      const key = `${who.client} ${kind} ${thing} ${Math.floor(at / SAME_FACT_MS)}`;
      noteFact(shop, { key, ...who, signal: kind });
    },
    noteSent: (shop, way, name, teller) => void of(shop).sent[way].set(name, teller),
    noteOrder(shop, { id, customerId }) {
      of(shop).orders.set(id, customerId);
      of(shop).placedBy.set(id, customerId);
    },
    noteMerge(shop, kept, gone) {
      const book = of(shop);
      book.mergedInto.set(gone, kept);
      noteTags(shop, kept, [...(book.tags.get(gone) ?? [])]);
      book.tags.delete(gone);
    },
    noteWithdrawal(shop, browser, client) {
      const book = of(shop);
      book.withdrawals.set(browser, timesWithdrawn(book, browser) + 1);
      book.erased.add(client);
      forget(book, (teller) => teller.client === client);
    },
    noteErasure(shop, customerId) {
      const book = of(shop);
      const isTheirs = (id: string | null): boolean =>
        id !== null && keptOf(book, id) === customerId;
      const clients = [book.facts, ...Object.values(book.sent)].flatMap((told) =>
        [...told.values()].flatMap(({ client, customer }) =>
          client !== null && isTheirs(customer) ? [client] : [],
        ),
      );
      const placed = [...book.placedBy].flatMap(([id, by]) => (isTheirs(by) ? [id] : []));
      const ids = [customerId, ...[...book.mergedInto.keys()].filter(isTheirs), ...placed];
      for (const name of [...ids, ...clients]) book.erased.add(name);
      for (const id of placed) book.orders.delete(id);
      forget(book, ({ customer }) => isTheirs(customer));
      return ids;
    },
  };
}

const emptyBook = (): ShopBook => ({
  facts: new Map(),
  sent: { proxy: new Map(), pixel: new Map(), api: new Map() },
  mergedInto: new Map(),
  orders: new Map(),
  placedBy: new Map(),
  tags: new Map(),
  withdrawals: new Map(),
  erased: new Set(),
  erasedByMerchant: new Set(),
});

function forget(book: ShopBook, isTold: (by: Teller) => boolean): void {
  for (const told of [book.facts, ...Object.values(book.sent)])
    for (const [name, teller] of told) if (isTold(teller)) told.delete(name);
}

/** How often the visitor of a browser took their consent back so far. */
export const timesWithdrawn = (
  { withdrawals }: Pick<ShopBook, "withdrawals">,
  browser: string,
): number => withdrawals.get(browser) ?? 0;

export const countWithdrawals = ({ withdrawals }: Pick<ShopBook, "withdrawals">): number =>
  [...withdrawals.values()].reduce((sum, times) => sum + times, 0);

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
