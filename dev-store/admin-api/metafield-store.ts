import { createHash } from "node:crypto";

import type { DevDatabase } from "../state/database.ts";
import type { IdSource } from "../state/ids.ts";
import type { Metafield } from "../state/types.ts";

/** The metafields of one shop. */
export interface MetafieldStore {
  find(ownerId: string, namespace: string, key: string): Metafield | undefined;
  of(ownerId: string): Metafield[];
  set(
    metafield: Pick<Metafield, "ownerId" | "namespace" | "key" | "type" | "value">,
    at: number,
  ): Metafield;
  /** Whether there was one. */
  remove(ownerId: string, namespace: string, key: string): boolean;
}

export function openMetafieldStore(
  database: DevDatabase,
  { shop, ids }: { shop: string; ids: IdSource },
): MetafieldStore {
  const find = (ownerId: string, namespace: string, key: string): Metafield | undefined => {
    const row = database
      .statement(
        "SELECT body FROM metafields WHERE shop = ? AND owner_id = ? AND namespace = ? AND key = ?",
      )
      .get(shop, ownerId, namespace, key);
    return row === undefined ? undefined : JSON.parse(String(row["body"]));
  };

  return {
    find,
    of: (ownerId) =>
      database
        .statement("SELECT body FROM metafields WHERE shop = ? AND owner_id = ?")
        .all(shop, ownerId)
        .map((row): Metafield => JSON.parse(String(row["body"]))),
    set(input, at) {
      const before = find(input.ownerId, input.namespace, input.key);
      const metafield: Metafield = {
        ...input,
        id: before?.id ?? ids("metafield"),
        createdAt: before?.createdAt ?? at,
        updatedAt: at,
      };
      database
        .statement(
          `INSERT OR REPLACE INTO metafields (shop, owner_id, namespace, key, body)
           VALUES (?, ?, ?, ?, ?)`,
        )
        .run(shop, input.ownerId, input.namespace, input.key, JSON.stringify(metafield));
      return metafield;
    },
    remove(ownerId, namespace, key) {
      const { changes } = database
        .statement(
          "DELETE FROM metafields WHERE shop = ? AND owner_id = ? AND namespace = ? AND key = ?",
        )
        .run(shop, ownerId, namespace, key);
      return changes > 0;
    },
  };
}

/** What compare-and-set compares. */
export function digestOf(metafield: Pick<Metafield, "value">): string {
  return createHash("sha256").update(metafield.value).digest("hex");
}

/** Shopify's name of the app's own namespace: `$app:x` -> `app--123--x`, `$app` or none -> `app--123`. */
export function resolveNamespace(namespace: string | null | undefined, clientId: string): string {
  const own = `app--${createHash("sha256").update(clientId).digest().readUInt32BE(0)}`;
  if (namespace === null || namespace === undefined || namespace === "$app") return own;
  return namespace.startsWith("$app:") ? `${own}--${namespace.slice(5)}` : namespace;
}
