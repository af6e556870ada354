import type pg from "pg";
import { oneByOne } from "./one-by-one.ts";
import { workAcross } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** A connection on which locks are held. */
interface Session {
  client: pg.PoolClient;
  db: Queryable;
  /** PostgreSQL gives a session a lock that it has already: who asks for one twice is told so here. */
  held: Set<string>;
  users: number;
  /** It broke, or is given back: no lock is taken on it any more. */
  isOver: boolean;
  onEnd: () => void;
}

/**
 * Holds PostgreSQL's session-level advisory locks of one process on one connection of a pool, however many they are. With one for each, work
 * under locks could hold every connection of the pool while all of it waited for one more, for good. The connection is taken with the
 * first lock and given back with the last. When it breaks, or the process dies, all its locks go.
 */
export class LockSession {
  readonly #pool: pg.Pool;
  #current: Session | undefined;
  #opening: Promise<Session> | undefined;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * @param key of the lock: two numbers of 32 bits
   * @returns what gives the lock back; null: somebody has it
   */
  async tryTake(key: readonly [number, number]): Promise<(() => Promise<void>) | null> {
    const name = key.join(" ");
    const session = await this.#join();
    let isTaken = false;
    try {
      if (session.held.has(name)) return null;
      session.held.add(name);
      const { rows } = await session.db.query<{ isTaken: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS "isTaken"',
        [...key],
      );
      isTaken = rows[0]?.isTaken === true;
      if (!isTaken) session.held.delete(name);
      return isTaken ? () => this.#giveBack(session, key, name) : null;
    } catch (error) {
      this.#end(session);
      throw error;
    } finally {
      if (!isTaken) this.#leave(session);
    }
  }

  async #giveBack(session: Session, key: readonly [number, number], name: string): Promise<void> {
    try {
      await session.db.query("SELECT pg_advisory_unlock($1, $2)", [...key]);
      session.held.delete(name);
    } catch {
      // A connection that cannot unlock is dropped: the server unlocks when it goes.
      this.#end(session);
    } finally {
      this.#leave(session);
    }
  }

  async #join(): Promise<Session> {
    for (;;) {
      const session = this.#current ?? (await (this.#opening ??= this.#open()));
      session.users += 1;
      if (!session.isOver) return session;
      this.#leave(session);
    }
  }

  async #open(): Promise<Session> {
    try {
      // Of no shop: it serves whichever has a lock, and counts as none's.
      const client = await workAcross(() => this.#pool.connect());
      const session: Session = {
        client,
        db: oneByOne(client),
        held: new Set(),
        users: 0,
        isOver: false,
        onEnd: () => this.#end(session),
      };
      client.once("end", session.onEnd);
      this.#current = session;
      return session;
    } finally {
      this.#opening = undefined;
    }
  }

  /** Whoever wants a lock next gets another connection. */
  #end(session: Session): void {
    session.isOver = true;
    if (this.#current === session) this.#current = undefined;
  }

  #leave(session: Session): void {
    session.users -= 1;
    if (session.users > 0) return;
    const { client, isOver: isBroken, onEnd } = session;
    this.#end(session);
    client.off("end", onEnd);
    client.release(isBroken);
  }
}
