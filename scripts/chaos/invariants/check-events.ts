import type pg from "pg";
import { countFacts, personOf, type Ledger } from "../traffic/ledger.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import type { FrontDoor } from "../world/front-door.ts";
import { compareCounts } from "./compare-counts.ts";

/**
 * Nothing that was acknowledged is lost, and nothing is counted twice: as many raw events as different things were sent,
 * each way, and facts and roll-up as counted by hand. What was told of people who are erased since is among neither.
 */
export async function checkEvents(
  pool: pg.Pool,
  told: {
    place: number;
    open: ChaosShop;
    ledger: Ledger;
    door: FrontDoor;
  },
): Promise<string[]> {
  const { place, ledger, door } = told;
  const { shopId, domain } = told.open;
  const { sent, ...book } = ledger.of(place);
  const read = async (sql: string): Promise<Map<string, number>> => {
    const { rows } = await pool.query<{ name: string; count: number }>(sql, [shopId]);
    return new Map(rows.map(({ name, count }) => [name, count]));
  };
  // Which of two merged customers an order hangs on depends on who told it first; it is the same person.
  const readPersons = async (sql: string): Promise<Map<string, number>> => {
    const { rows } = await pool.query<{ identity: string; signal: string; count: number }>(sql, [
      shopId,
    ]);
    const counts = new Map<string, number>();
    for (const { identity, signal, count } of rows) {
      const name = `${personOf(book, identity)} ${signal}`;
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    return counts;
  };
  const raw = await read(
    `SELECT source AS name, count(*)::int AS count FROM raw_event
     WHERE shop_id = $1 AND source <> 'backfill' GROUP BY source`,
  );
  const unreadable = await read(
    `SELECT topic AS name, count(*)::int AS count FROM raw_event
     WHERE shop_id = $1 AND error IS NOT NULL GROUP BY topic`,
  );
  const facts = await readPersons(
    `SELECT kind || ':' || identity.key AS identity, signal, count(*)::int AS count
     FROM fact JOIN identity USING (shop_id, identity_id) WHERE shop_id = $1 GROUP BY 1, 2`,
  );
  const slots = await readPersons(
    `SELECT kind || ':' || identity.key AS identity, signal, sum(count)::int AS count
     FROM signal_slot JOIN identity USING (shop_id, identity_id) WHERE shop_id = $1 GROUP BY 1, 2`,
  );
  const wanted = countFacts(book);
  const webhooks = [...(door.acknowledgedWebhooks.get(domain)?.values() ?? [])];
  const wantedRaw = new Map([
    ["webhook", webhooks.filter((names) => ![...names].some((id) => book.erased.has(id))).length],
    ...Object.entries(sent).map(([way, names]): [string, number] => [way, names.size]),
  ]);
  return [
    ...compareCounts(`${domain}: raw events`, wantedRaw, raw),
    ...compareCounts(`${domain}: unreadable events`, new Map(), unreadable),
    ...compareCounts(`${domain}: facts`, wanted, facts),
    ...compareCounts(`${domain}: roll-up`, wanted, slots),
  ];
}
