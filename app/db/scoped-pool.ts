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
 * (docs/decisions/0052-row-security.md). A connection is told whenever it serves another shop than before, which costs one
 * exchange with the database; the one given back last is taken first, so that a busy shop seldom pays it.
 */
export class ScopedPool extends pg.Pool {
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

async function adopt(client: pg.PoolClient, scope: ShopScope): Promise<pg.PoolClient> {
  if (scopes.get(client) === scope) return client;
  try {
    scopes.delete(client);
    await tell(client, scope);
    scopes.set(client, scope);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
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
