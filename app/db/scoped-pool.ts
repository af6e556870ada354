import pg from "pg";
import { currentScope, type ShopScope } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** Made by the migrations, with what each may see (docs/security.md). */
const ONE_SHOP = "kindling_app";
const ACROSS_SHOPS = "kindling_across";

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (discard?: Error | boolean) => void,
) => void;

const SCOPES = Symbol.for("kindling.scopes");
const shared = globalThis as { [SCOPES]?: WeakMap<object, ShopScope> };
/** What each connection is set to; a connection that is not in it must be set before it is used. */
const scopes = (shared[SCOPES] ??= new WeakMap());

/**
 * A pool whose connections see what the work that takes them may see: PostgreSQL's row security hides the rest
 * (docs/decisions/0052-row-security.md). A connection is told whenever it serves another shop than before: a single statement
 * goes with it in one message, so that a shop which comes seldom waits no longer than one that comes all the time; who takes
 * a connection waits until it is told. The one given back last is taken first.
 */
export class ScopedPool extends pg.Pool {
  constructor(options: pg.PoolConfig) {
    super(options);
    // The library's own also takes callbacks and cursors, which nobody here does.
    this.query = ((...statement: unknown[]) => this.#ask(statement)) as pg.Pool["query"];
  }

  async #ask(statement: unknown[]): Promise<unknown> {
    const scope = currentScope();
    const client = await super.connect();
    const told = scopes.get(client) === scope ? null : settle(client, scope);
    const ask = client.query as (...all: unknown[]) => Promise<unknown>;
    // Nothing is handed on before the connection has said that it is told.
    const asked = (async () => ask.apply(client, statement))();
    const [telling, asking] = await Promise.allSettled([told, asked]);
    const isWhole = asking.status === "fulfilled" || isAboutRows(asking.reason);
    client.release(!isWhole || telling.status === "rejected");
    if (telling.status === "rejected") throw telling.reason;
    if (asking.status === "rejected") throw asking.reason;
    return asking.value;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const scope = currentScope();
    const connected = super.connect().then((client) => adopt(client, scope));
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
const isAboutRows = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");

async function adopt(client: pg.PoolClient, scope: ShopScope): Promise<pg.PoolClient> {
  if (scopes.get(client) === scope) return client;
  try {
    await settle(client, scope);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function settle(client: pg.PoolClient, scope: ShopScope): Promise<void> {
  scopes.delete(client);
  await tell(client, scope);
  scopes.set(client, scope);
}

async function tell(db: Queryable, scope: ShopScope): Promise<void> {
  const role = scope === "across" ? ACROSS_SHOPS : ONE_SHOP;
  const shop = typeof scope === "number" ? String(scope) : "";
  await db.query("SELECT set_config('role', $1, false), set_config('kindling.shop', $2, false)", [
    role,
    shop,
  ]);
}

/** Lets a transaction that began across shops go on in one of them, which it has just made known. */
export async function settleInShop(client: pg.PoolClient, shopId: number): Promise<void> {
  if (!scopes.has(client)) return;
  // A rollback would take the setting back: whoever uses the connection next sets it anew.
  scopes.delete(client);
  await tell(client, shopId);
}
