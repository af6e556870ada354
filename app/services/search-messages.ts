import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { SeenMessages } from "../db/erase-messages.ts";
import { findBeforeLatest, findMarked, marksOf } from "../db/marked-raw-events.ts";
import { hasAllBefore, readNextTransaction } from "../db/open-transactions.ts";
import type { PersonIds } from "../db/person-ids.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";

/** Some tens of milliseconds a statement: nothing waits for it, and nothing is held meanwhile. */
const LOOKED_AT_ONCE = 2000;
const LOOK_AGAIN_MS = 20;

export interface MessageSearch extends SeenMessages {
  /** Looks for people as far as the search has come. */
  add(person: PersonIds): Promise<void>;
  /** Looks for all of them in what has come since. */
  advance(): Promise<void>;
}

/**
 * Looks for people in a shop's raw events, without any lock: no index knows where whose ids stand, so that in a large shop it takes
 * minutes, however many are looked for. The latest events are left out: numbers are given before an event is committed, so
 * among the last ones may come others yet.
 * @param of.latest how many those are
 */
export function createMessageSearch(of: {
  pool: pg.Pool;
  shopId: number;
  latest: number;
}): MessageSearch {
  const { pool, shopId, latest } = of;
  /** By mark, those up to `until`. */
  const found = new Map<string, number[]>();
  let people: PersonIds = { identities: [], customerIds: [], orderIds: [] };
  let until = 0;

  const look = async (whom: PersonIds, from: number, to: number): Promise<void> => {
    for (let after = from; after < to;) {
      const asked = { people: whom, after, until: to, limit: LOOKED_AT_ONCE };
      const page = await findMarked(pool, shopId, asked);
      for (const { rawEventId, mark } of page.found) {
        const ids = found.get(mark);
        if (ids === undefined) found.set(mark, [rawEventId]);
        else ids.push(rawEventId);
      }
      after = page.last ?? to;
    }
  };
  return {
    get until() {
      return until;
    },
    idsOf(person) {
      const lists = marksOf(person).map((mark) => found.get(mark));
      if (lists.includes(undefined)) return null;
      return [...new Set(lists.flatMap((ids) => ids ?? []))];
    },
    async add(person) {
      people = {
        identities: [...people.identities, ...person.identities],
        customerIds: [...people.customerIds, ...person.customerIds],
        orderIds: [...people.orderIds, ...person.orderIds],
      };
      await look(person, 0, until);
      for (const mark of marksOf(person)) if (!found.has(mark)) found.set(mark, []);
    },
    async advance() {
      const end = await findBeforeLatest(pool, shopId, latest);
      if (end <= until) return;
      await awaitEnds(pool);
      await look(people, until, end);
      until = end;
    },
  };
}

/** Waits for whoever is writing now: what they store may have a number that is passed already. */
async function awaitEnds(pool: pg.Pool): Promise<void> {
  const next = await readNextTransaction(pool);
  const waitsUntil = performance.now() + MINUTE_MS;
  while (!(await hasAllBefore(pool, next))) {
    if (performance.now() > waitsUntil)
      throw new Error("A transaction of the database has been open for more than a minute");
    await sleep(LOOK_AGAIN_MS);
  }
}
