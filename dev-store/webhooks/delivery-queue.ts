import type { DevDatabase } from "../state/database.ts";

/** One delivery as it lies in the queue. Times in ms of the dev store's clock. */
export interface Delivery {
  id: number;
  webhookId: string;
  eventId: string;
  shop: string;
  topic: string;
  uri: string;
  name: string | null;
  body: string;
  triggeredAt: number;
  /** Of a Next Gen Event: what its headers say beside the topic. null: a webhook. */
  event: { handle: string; action: string; apiVersion: string } | null;
  /** Attempts that failed so far. */
  failures: number;
}

export type NewDelivery = Omit<Delivery, "id" | "failures"> & {
  /** null: as soon as possible. */
  dueAt: number | null;
};

/**
 * ready: to be sent now; taken: being sent; waiting: failed and due again later; deferred: not to be
 * sent before a later instant; dead: given up after the last retry; delivered and lost are totals
 * since the queue was made (lost: by the fault switch).
 */
export interface QueueCounts {
  ready: number;
  taken: number;
  waiting: number;
  deferred: number;
  dead: number;
  delivered: number;
  lost: number;
}

export interface DeliveryQueue {
  /** Writes one row. Inside a caller's transaction it commits or vanishes with that transaction. */
  add(delivery: NewDelivery): void;
  /** Moves what has come due to ready and takes up to `limit` rows, the oldest first. */
  take(limit: number, now: number): Delivery[];
  /** Writes the outcome of many attempts in one transaction. */
  settle(settlements: readonly Settlement[]): void;
  /** Gives back rows that were taken and not tried. */
  release(ids: readonly number[]): void;
  /** Takes back what is still to be delivered of one topic in one shop; gives how many. */
  cancel(shop: string, topic: string): number;
  /** True when nothing is ready, taken or waiting, and nothing deferred is due at `now`. */
  isDone(now: number): boolean;
  /** True while a delivery of the shop is to come whose body holds the text. */
  holds(shop: string, text: string): boolean;
  counts(): QueueCounts;
}

export type Settlement =
  | { id: number; outcome: "delivered" | "lost" | "dead" }
  | { id: number; outcome: "retry"; dueAt: number };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS webhook_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    webhook_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    shop TEXT NOT NULL,
    topic TEXT NOT NULL,
    uri TEXT NOT NULL,
    name TEXT,
    body TEXT NOT NULL,
    triggered_at INTEGER NOT NULL,
    event TEXT,
    failures INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS webhook_delivery_ready ON webhook_delivery (state, id);
  CREATE INDEX IF NOT EXISTS webhook_delivery_due ON webhook_delivery (state, due_at);
  CREATE TABLE IF NOT EXISTS webhook_total (outcome TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;
`;

/** The durable queue in the dev store's database. What a killed process had taken is ready again. */
export function openDeliveryQueue(database: DevDatabase): DeliveryQueue {
  database.sqlite.exec(SCHEMA);
  addEventColumn(database);
  database.sqlite.exec("UPDATE webhook_delivery SET state = 'ready' WHERE state = 'taken'");
  const statements = prepareStatements(database);

  const count = (state: string): number => Number(statements.count.get(state)?.["number"] ?? 0);
  const total = (outcome: string): number => Number(statements.total.get(outcome)?.["number"] ?? 0);

  return {
    add(delivery) {
      statements.insert.run(
        delivery.dueAt === null ? "ready" : "deferred",
        delivery.dueAt ?? 0,
        delivery.webhookId,
        delivery.eventId,
        delivery.shop,
        delivery.topic,
        delivery.uri,
        delivery.name,
        delivery.body,
        delivery.triggeredAt,
        delivery.event === null ? null : JSON.stringify(delivery.event),
      );
    },

    take(limit, now) {
      statements.promote.run(now);
      return statements.take
        .all(limit)
        .map(readDelivery)
        .sort((a, b) => a.id - b.id);
    },

    settle(settlements) {
      if (settlements.length === 0) return;
      const totals = { delivered: 0, lost: 0 };
      database.transaction(() => {
        for (const settlement of settlements) {
          if (settlement.outcome === "retry") statements.retry.run(settlement.dueAt, settlement.id);
          else if (settlement.outcome === "dead") statements.bury.run(settlement.id);
          else {
            totals[settlement.outcome] += 1;
            statements.remove.run(settlement.id);
          }
        }
        if (totals.delivered > 0) statements.addTotal.run("delivered", totals.delivered);
        if (totals.lost > 0) statements.addTotal.run("lost", totals.lost);
      });
    },

    release(ids) {
      for (const id of ids) statements.release.run(id);
    },

    isDone: (now) => statements.anyLeft.get(now) === undefined,

    holds: (shop, text) => statements.anyWith.get(shop, text) !== undefined,

    cancel: (shop, topic) => Number(statements.cancel.run(shop, topic).changes),

    counts: () => ({
      ready: count("ready"),
      taken: count("taken"),
      waiting: count("waiting"),
      deferred: count("deferred"),
      dead: count("dead"),
      delivered: total("delivered"),
      lost: total("lost"),
    }),
  };
}

/** A folder of before has a queue without the column. */
function addEventColumn(database: DevDatabase): void {
  const columns = database.statement("PRAGMA table_info(webhook_delivery)").all();
  if (columns.some((column) => column["name"] === "event")) return;
  database.sqlite.exec("ALTER TABLE webhook_delivery ADD COLUMN event TEXT");
}

type Row = Record<string, unknown>;

function prepareStatements(database: DevDatabase) {
  return {
    insert: database.statement(
      `INSERT INTO webhook_delivery
         (state, due_at, webhook_id, event_id, shop, topic, uri, name, body, triggered_at, event)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    promote: database.statement(
      `UPDATE webhook_delivery SET state = 'ready'
       WHERE state IN ('waiting', 'deferred') AND due_at <= ?`,
    ),
    take: database.statement(
      `UPDATE webhook_delivery SET state = 'taken'
       WHERE id IN (SELECT id FROM webhook_delivery WHERE state = 'ready' ORDER BY id LIMIT ?)
       RETURNING *`,
    ),
    retry: database.statement(
      `UPDATE webhook_delivery SET state = 'waiting', due_at = ?, failures = failures + 1 WHERE id = ?`,
    ),
    bury: database.statement(
      "UPDATE webhook_delivery SET state = 'dead', failures = failures + 1 WHERE id = ?",
    ),
    release: database.statement("UPDATE webhook_delivery SET state = 'ready' WHERE id = ?"),
    anyLeft: database.statement(
      `SELECT 1 FROM webhook_delivery
       WHERE state IN ('ready', 'taken', 'waiting') OR (state = 'deferred' AND due_at <= ?)
       LIMIT 1`,
    ),
    anyWith: database.statement(
      `SELECT 1 FROM webhook_delivery
       WHERE shop = ? AND state IN ('ready', 'taken', 'waiting', 'deferred') AND instr(body, ?) > 0 LIMIT 1`,
    ),
    remove: database.statement("DELETE FROM webhook_delivery WHERE id = ?"),
    cancel: database.statement(
      `DELETE FROM webhook_delivery
       WHERE shop = ? AND topic = ? AND state IN ('ready', 'waiting', 'deferred')`,
    ),
    count: database.statement("SELECT count(*) AS number FROM webhook_delivery WHERE state = ?"),
    total: database.statement("SELECT number FROM webhook_total WHERE outcome = ?"),
    addTotal: database.statement(
      `INSERT INTO webhook_total (outcome, number) VALUES (?, ?)
       ON CONFLICT (outcome) DO UPDATE SET number = number + excluded.number`,
    ),
  };
}

function readDelivery(row: Row): Delivery {
  return {
    id: Number(row["id"]),
    webhookId: String(row["webhook_id"]),
    eventId: String(row["event_id"]),
    shop: String(row["shop"]),
    topic: String(row["topic"]),
    uri: String(row["uri"]),
    name: row["name"] === null ? null : String(row["name"]),
    body: String(row["body"]),
    triggeredAt: Number(row["triggered_at"]),
    event: row["event"] === null ? null : JSON.parse(String(row["event"])),
    failures: Number(row["failures"]),
  };
}
