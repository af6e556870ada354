import pg from "pg";
import { readLate, within } from "./late-error.ts";
import { currentLimitMs, currentScope, type ShopScope } from "./shop-scope.ts";
import type { ShopShares } from "./shop-shares.ts";

/** Made by the migrations, with what each may see (docs/security.md). */
const ONE_SHOP = "kindling_app";
const ACROSS_SHOPS = "kindling_across";

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (discard?: Error | boolean) => void,
) => void;

/** What a connection is told: whose rows it sees, and how long one of its statements may take (0: as long as it takes). */
interface Setting {
  /** "untold": it must be told before it is used, whatever it is used for. */
  scope: ShopScope | "untold";
  limitMs: number;
}

const SETTINGS = Symbol.for("kindling.settings");
const shared = globalThis as { [SETTINGS]?: WeakMap<object, Setting> };
/** What each connection of such a pool is set to; one that is not in it must be set before it is used. */
const settings = (shared[SETTINGS] ??= new WeakMap());

/** What may take as long as it takes waits so often for a connection: there is an end to a pool that stays full. */
const LONG_TRIES = 15;

/**
 * A pool whose connections see what the work that takes them may see: PostgreSQL's row security hides the rest
 * (docs/decisions/0052-row-security.md). A connection is told whenever it serves another shop than before: a single statement
 * goes with it in one message, so that a shop which comes seldom waits no longer than one that comes all the time; who takes
 * a connection waits until it is told. The one given back last is taken first.
 */
export class ScopedPool extends pg.Pool {
  readonly #limitMs: number;
  readonly #shares: ShopShares<pg.PoolClient> | null;

  /**
   * @param options.limitMs how long a statement may take whose work does not say it; 0: as long as it takes
   * @param options.shares what each shop may hold of the pool; null: all
   */
  constructor(
    options: pg.PoolConfig & { limitMs: number; shares: ShopShares<pg.PoolClient> | null },
  ) {
    const { limitMs, shares, ...rest } = options;
    super(rest);
    this.#limitMs = limitMs;
    this.#shares = shares;
    // Who waits for its shop's turn waits for the pool, too.
    Object.defineProperty(this, "waitingCount", {
      get: () =>
        Number(Reflect.get(pg.Pool.prototype, "waitingCount", this)) + (shares?.waitingCount ?? 0),
    });
    // The library's own also takes callbacks and cursors, which nobody here does.
    this.query = ((...statement: unknown[]) => this.#ask(statement)) as pg.Pool["query"];
  }

  async #ask(statement: unknown[]): Promise<unknown> {
    const wanted = this.#wanted();
    const client = await this.#take(wanted);
    const told = isTold(client, wanted) ? null : settle(client, wanted);
    const ask = client.query as (...all: unknown[]) => Promise<unknown>;
    // Nothing is handed on before the connection has said that it is told.
    const asked = (async () => ask.apply(client, statement))();
    const [telling, asking] = await within(wanted.limitMs, Promise.allSettled([told, asked]), () =>
      client.release(true),
    );
    const isWhole = asking.status === "fulfilled" || isAboutRows(asking.reason);
    client.release(!isWhole || telling.status === "rejected");
    if (telling.status === "rejected") throw telling.reason;
    if (asking.status === "rejected") throw readLate(asking.reason) ?? asking.reason;
    return asking.value;
  }

  #wanted(): Setting {
    return { scope: currentScope(), limitMs: currentLimitMs() ?? this.#limitMs };
  }

  async #take({ scope, limitMs }: Setting): Promise<pg.PoolClient> {
    for (let triesLeft = limitMs > 0 ? 0 : LONG_TRIES; ; triesLeft -= 1) {
      try {
        if (this.#shares === null || typeof scope !== "number") return await super.connect();
        return await this.#shares.take(scope, () => super.connect());
      } catch (error) {
        const late = readLate(error);
        if (late === null || triesLeft === 0) throw late ?? error;
      }
    }
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const wanted = this.#wanted();
    const connected = this.#take(wanted).then((client) => adopt(client, wanted));
    if (callback === undefined) return connected;
    connected.then(
      (client) => callback(undefined, client, client.release),
      (error: Error) => callback(error, undefined, () => undefined),
    );
  }
}

/**
 * Values that PostgreSQL does not take, or a key that is known (classes 22 and 23 of SQL's states): the connection is as it was. After
 * any other error it may be of no more use, as one to a server that only reads since another took over.
 */
export const isAboutRows = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");

const isTold = (client: pg.PoolClient, wanted: Setting): boolean => {
  const set = settings.get(client);
  return set?.scope === wanted.scope && set.limitMs === wanted.limitMs;
};

async function adopt(client: pg.PoolClient, wanted: Setting): Promise<pg.PoolClient> {
  if (isTold(client, wanted)) return client;
  try {
    await settle(client, wanted);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function settle(client: pg.PoolClient, wanted: Setting): Promise<void> {
  await tell(client, wanted);
  settings.set(client, wanted);
}

/** Leaves it untold: a transaction may yet take the setting back. */
async function tell(client: pg.PoolClient, { scope, limitMs }: Setting): Promise<void> {
  settings.set(client, { scope: "untold", limitMs });
  const role = scope === "across" ? ACROSS_SHOPS : ONE_SHOP;
  const shop = typeof scope === "number" ? String(scope) : "";
  await client.query({
    // Named, so that each connection plans it once: where many shops take turns it goes before every statement.
    name: "tell-setting",
    text: "SELECT set_config('role', $1, false), set_config('kindling.shop', $2, false), set_config('statement_timeout', $3, false)",
    values: [role, shop, String(limitMs)],
  });
}

/** @returns how long a statement of the connection may take, in ms; 0: as long as it takes */
export const limitOf = (client: pg.PoolClient): number => settings.get(client)?.limitMs ?? 0;

/** Lets a transaction go on in another shop. On a connection of the owner's pool there is nothing to tell. */
export async function settleInShop(client: pg.PoolClient, shopId: number): Promise<void> {
  const set = settings.get(client);
  if (set === undefined) return;
  // It stays untold: whoever uses the connection next tells it anew.
  await tell(client, { ...set, scope: shopId });
}
