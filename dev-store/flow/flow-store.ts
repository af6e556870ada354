import type { DevDatabase } from "../state/database.ts";

/** A trigger that Flow received: whoever uses it in a workflow has one run of it. */
export interface FlowRun {
  handle: string;
  payload: Record<string, unknown>;
  at: number;
}

/** What Flow has received in one shop. */
export interface FlowStore {
  add(run: FlowRun): void;
  all(): FlowRun[];
}

export function openFlowStore(database: DevDatabase, shop: string): FlowStore {
  return {
    add(run) {
      database
        .statement("INSERT INTO flow_runs (shop, body) VALUES (?, ?)")
        .run(shop, JSON.stringify(run));
    },
    all: () =>
      database
        .statement("SELECT body FROM flow_runs WHERE shop = ? ORDER BY id")
        .all(shop)
        .map((row): FlowRun => JSON.parse(String(row["body"]))),
  };
}
