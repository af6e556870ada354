import { expect, test } from "vitest";
import { inTransaction } from "../../../app/db/transaction.ts";
import { readNode } from "../../../app/services/read-node.ts";
import { storeHistory } from "../../../app/services/store-history.ts";
import { MINUTE_MS } from "../../../app/pipeline/shared/time.ts";
import { NOW, iso, useShop } from "../../support/app-shop.ts";

const app = useShop();

const customer = (id: number): object => ({
  id: `gid://shopify/Customer/${id}`,
  createdAt: iso(NOW),
  updatedAt: iso(NOW),
  tags: [],
});

const KEPT = { tagPrefixes: ["kindling:"], watchedTags: [] };

async function store(source: "backfill" | "reconciliation", nodes: object[]): Promise<number> {
  const read = nodes.map((node) => readNode("customers", node, KEPT));
  return inTransaction(app.pool, (db) =>
    storeHistory(db, app.shopId, { source, resource: "customers", nodes: read, now: NOW }),
  );
}

async function counts(): Promise<unknown[]> {
  const { rows } = await app.pool.query(
    `SELECT source, minute, outcome, reason, count FROM intake_minute WHERE shop_id = $1 ORDER BY 1, 3, 4`,
    [app.shopId],
  );
  return rows;
}

test("a page of history is counted where it is stored: what is new, known already, or unreadable", async () => {
  const broken = { ...customer(3), createdAt: "yesterday" };
  expect(await store("backfill", [customer(1), customer(2), broken])).toBe(2);
  expect(await store("reconciliation", [customer(2), customer(4), broken])).toBe(1);
  const minute = Math.floor(NOW / MINUTE_MS);
  const row = (source: string, outcome: string, count: number, reason = "") => {
    return { source, minute, outcome, reason, count };
  };
  const reason = "customers: createdAt: expected an ISO 8601 time with its offset";
  expect(await counts()).toEqual([
    row("backfill", "accepted", 2),
    row("backfill", "rejected", 1, reason),
    row("reconciliation", "accepted", 1),
    row("reconciliation", "duplicate", 1),
  ]);
});

test("a page that was rolled back is not counted", async () => {
  const failing = inTransaction(app.pool, async (db) => {
    const nodes = [readNode("customers", customer(1), KEPT)];
    await storeHistory(db, app.shopId, {
      source: "backfill",
      resource: "customers",
      nodes,
      now: NOW,
    });
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  expect(await counts()).toEqual([]);
});
