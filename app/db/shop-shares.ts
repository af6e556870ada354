import { LateError } from "./late-error.ts";

interface Connection {
  release: (discard?: Error | boolean) => void;
}

/**
 * What each shop may hold of a pool at once (docs/decisions/0078-connections-for-events.md). Who finds its shop's share taken waits
 * for what the shop gives back, first come, first served, and until then stands in no queue of the pool: in no other shop's way.
 */
export class ShopShares<C extends Connection> {
  readonly #most: number;
  readonly #waitMs: number;
  /** Of shops that hold something. */
  readonly #shops = new Map<number, { held: number; waiting: Set<() => void> }>();

  /** @param waitMs for a connection, with the wait for a turn */
  constructor({ most, waitMs }: { most: number; waitMs: number }) {
    this.#most = most;
    this.#waitMs = waitMs;
  }

  /** How many wait for their shops' turns. */
  get waitingCount(): number {
    return [...this.#shops.values()].reduce((all, { waiting }) => all + waiting.size, 0);
  }

  /**
   * A connection out of a shop's share, to which it goes back when it is released.
   * @throws LateError where the wait ends first
   */
  take(shopId: number, connect: () => Promise<C>): Promise<C> {
    const shop = this.#shops.get(shopId) ?? { held: 0, waiting: new Set() };
    this.#shops.set(shopId, shop);
    if (shop.held === this.#most) return this.#takeTurn(shopId, shop.waiting, connect);
    shop.held += 1;
    return this.#hold(shopId, connect);
  }

  #takeTurn(shopId: number, waiting: Set<() => void>, connect: () => Promise<C>): Promise<C> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const begin = (): void => {
        waiting.delete(begin);
        // The pool may be full by other shops as well; what then comes too late goes back at once.
        this.#hold(shopId, connect)
          .then((connection) => (isLate ? connection.release() : resolve(connection)), reject)
          .finally(() => clearTimeout(timer));
      };
      const timer = setTimeout(() => {
        isLate = true;
        waiting.delete(begin);
        reject(new LateError("connection"));
      }, this.#waitMs);
      waiting.add(begin);
    });
  }

  async #hold(shopId: number, connect: () => Promise<C>): Promise<C> {
    try {
      const connection = await connect();
      const { release } = connection;
      // The pool gives a connection another `release` each time it hands it out.
      connection.release = (discard) => {
        release(discard);
        this.#leave(shopId);
      };
      return connection;
    } catch (error) {
      this.#leave(shopId);
      throw error;
    }
  }

  #leave(shopId: number): void {
    const shop = this.#shops.get(shopId);
    if (shop === undefined) throw new Error(`Shop ${shopId} holds nothing that it could give back`);
    const [next] = shop.waiting;
    // A share's place that is waited for changes hands.
    if (next !== undefined) next();
    else if (shop.held === 1) this.#shops.delete(shopId);
    else shop.held -= 1;
  }
}
