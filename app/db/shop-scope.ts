import { AsyncLocalStorage } from "node:async_hooks";
import type { Queryable } from "./transaction.ts";

/**
 * Whose rows the work that is under way may see: one shop's by its number, "across" for the few statements that ask
 * whose turn it is, null for nobody's.
 */
export type ShopScope = number | "across" | null;

/** A request begins without a shop; its proof names one, for all that follows. */
interface Held {
  scope: ShopScope;
  /** How long one statement of the work may take, in ms; 0: as long as it takes; undefined: as its pool has it. */
  limitMs: number | undefined;
}

const HELD = Symbol.for("kindling.scope");
const shared = globalThis as { [HELD]?: AsyncLocalStorage<Held> };
/** One for the server's own modules and the bundled routes alike. */
const held = (shared[HELD] ??= new AsyncLocalStorage<Held>());

/** @returns null where no shop was named: statements then see and change nothing */
export function currentScope(): ShopScope {
  return held.getStore()?.scope ?? null;
}

/** @returns undefined where the work around has none of its own */
export function currentLimitMs(): number | undefined {
  return held.getStore()?.limitMs;
}

/** Does work that sees the rows of one shop, and no other's. */
export function workFor<T>(shopId: number, work: () => T): T {
  return held.run({ scope: shopId, limitMs: currentLimitMs() }, work);
}

/** Does work that sees which shops there are and what of each is due, and nothing of their customers. */
export function workAcross<T>(work: () => T): T {
  return held.run({ scope: "across", limitMs: currentLimitMs() }, work);
}

/**
 * The same for single statements: each place that asks over all shops says so. A client that was taken from a pool
 * already keeps the scope in which it was taken.
 */
export function acrossShops(db: Queryable): Queryable {
  const query = (...args: unknown[]): unknown =>
    workAcross(() => (db.query as (...all: unknown[]) => unknown).apply(db, args));
  return { query: query as Queryable["query"] };
}

/**
 * Does the work of a request, which sees nothing until `enterShop`.
 * @param limitMs how long each of its statements may take; 0: as long as it takes
 */
export function workForRequest<T>(work: () => T, limitMs?: number): T {
  return held.run({ scope: null, limitMs }, work);
}

/**
 * Names the shop that a request proved to come from: all that is still to come of this request sees that shop.
 * @throws Error when the request entered another shop before
 */
export function enterShop(shopId: number): void {
  const store = held.getStore();
  if (store === undefined) throw new Error("A shop is entered in a request (workForRequest)");
  if (store.scope !== null && store.scope !== shopId)
    throw new Error(`A request of shop ${store.scope} cannot enter shop ${shopId}`);
  store.scope = shopId;
}
