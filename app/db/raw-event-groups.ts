import pg from "pg";
import { instantArray, jsonbArray, textArray } from "./binary-arrays.ts";
import type { Source } from "../pipeline/shared/source-names.ts";
import type { NewRawEvent } from "./raw-events.ts";
import { shareCommit, type ShopStatement } from "./share-commit.ts";

export interface GroupedRawEvent extends NewRawEvent {
  source: Source;
  receivedAt: number;
}

/** What became of a group: which of its events are new, as `nameOfEvent` names them; "all" in the usual case. */
export type StoredGroup = { fresh: "all" | ReadonlySet<string> };

/** Names an event among those of its shop. No source has a blank in it. */
export const nameOfEvent = (source: Source, key: string): string => `${source} ${key}`;

const UNIQUE_VIOLATION = "23505";

/** Of one shop. */
export interface RawEventGroup {
  shopId: number;
  /** No two of one source and key. */
  events: readonly GroupedRawEvent[];
  /** Whether some are likely to be known: what would fail is then not tried. */
  mayRepeat: boolean;
}

interface Row {
  isInstalled: boolean;
  /** Names of the new ones, where it was asked. */
  fresh?: string[];
}

/**
 * Stores events of several requests of a shop, each once, in one statement where all are new: to look whether a key is known
 * before it is stored takes a quarter of PostgreSQL's time for an event (docs/decisions/0069-keys-stored-without-asking.md), and
 * hardly one comes twice. Where one does, that statement fails, and a second one stores the others. Groups of several shops are
 * stored together, or none is.
 * @param groups one a shop
 * @returns for each; null: the shop is not installed, and nothing of it was stored
 */
export async function insertRawEventGroups(
  pool: pg.Pool,
  groups: readonly RawEventGroup[],
): Promise<(StoredGroup | null)[]> {
  const insert = async (toStore: readonly RawEventGroup[]): Promise<(StoredGroup | null)[]> => {
    const results = await shareCommit<Row>(pool, toStore.map(toStatement));
    return results.map(({ rows: [row] }, place) => readStored(row, groups[place]?.events.length));
  };
  try {
    return await insert(groups);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION)) throw error;
    return insert(groups.map((group) => ({ ...group, mayRepeat: true })));
  }
}

function toStatement({ shopId, events, mayRepeat }: RawEventGroup): ShopStatement {
  const values = [
    shopId,
    textArray(events.map((event) => event.source)),
    textArray(events.map((event) => event.key)),
    instantArray(events.map((event) => event.receivedAt)),
    textArray(events.map((event) => event.topic)),
    jsonbArray(events.map((event) => JSON.stringify(event.wire))),
  ];
  const statement = mayRepeat
    ? { name: "insert-fresh-raw-events", text: INSERT_FRESH, values }
    : { name: "insert-new-raw-events", text: INSERT_NEW, values };
  return { shopId, statement };
}

function readStored(row: Row | undefined, sent: number | undefined): StoredGroup | null {
  if (row?.isInstalled !== true) return null;
  const { fresh } = row;
  return { fresh: fresh === undefined || fresh.length === sent ? "all" : new Set(fresh) };
}

const SENT = `installed AS (SELECT FROM shop WHERE shop_id = $1 AND status = 'installed'),
  sent AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::jsonb[])
      AS one(source, key, received_at, topic, wire)
    WHERE EXISTS (SELECT FROM installed))`;

/** Keys stand last, since PostgreSQL begins with the last: a known one fails before anything else is written. */
const INSERT_NEW = `WITH ${SENT},
  stored AS (
    INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
    SELECT $1, source, topic, received_at, wire FROM sent),
  seen AS (INSERT INTO dedupe (shop_id, source, key, seen_at) SELECT $1, source, key, received_at FROM sent)
  SELECT EXISTS (SELECT FROM installed) AS "isInstalled"`;

const INSERT_FRESH = `WITH ${SENT},
  fresh AS (
    INSERT INTO dedupe (shop_id, source, key, seen_at) SELECT $1, source, key, received_at FROM sent
    ON CONFLICT DO NOTHING RETURNING source, key),
  stored AS (
    INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
    SELECT $1, source, topic, received_at, wire FROM sent JOIN fresh USING (source, key))
  SELECT EXISTS (SELECT FROM installed) AS "isInstalled", ARRAY(SELECT source || ' ' || key FROM fresh) AS fresh`;
