import type { DevDatabase } from "../state/database.ts";
import type { IdSource } from "../state/ids.ts";
import type { MetafieldDefinition } from "../state/types.ts";

/** The metafield definitions of one shop. */
export interface DefinitionStore {
  find(ownerType: string, namespace: string, key: string): MetafieldDefinition | undefined;
  all(): MetafieldDefinition[];
  create(definition: Omit<MetafieldDefinition, "id">): MetafieldDefinition;
  /** With the metafields that it describes. */
  remove(definition: MetafieldDefinition): void;
}

export function openDefinitionStore(
  database: DevDatabase,
  { shop, ids }: { shop: string; ids: IdSource },
): DefinitionStore {
  return {
    find(ownerType, namespace, key) {
      const row = database
        .statement(
          `SELECT body FROM metafield_definitions
           WHERE shop = ? AND owner_type = ? AND namespace = ? AND key = ?`,
        )
        .get(shop, ownerType, namespace, key);
      return row === undefined ? undefined : JSON.parse(String(row["body"]));
    },
    all: () =>
      database
        .statement("SELECT body FROM metafield_definitions WHERE shop = ? ORDER BY key")
        .all(shop)
        .map((row): MetafieldDefinition => JSON.parse(String(row["body"]))),
    create(input) {
      const definition = { ...input, id: ids("metafieldDefinition") };
      const { ownerType, namespace, key } = definition;
      database
        .statement(
          `INSERT INTO metafield_definitions (shop, owner_type, namespace, key, body)
           VALUES (?, ?, ?, ?, ?)`,
        )
        .run(shop, ownerType, namespace, key, JSON.stringify(definition));
      return definition;
    },
    remove({ ownerType, namespace, key }) {
      database
        .statement(
          `DELETE FROM metafield_definitions
           WHERE shop = ? AND owner_type = ? AND namespace = ? AND key = ?`,
        )
        .run(shop, ownerType, namespace, key);
      // CUSTOMER owns metafields as gid://shopify/Customer/…
      const owners = `gid://shopify/${ownerType.charAt(0)}${ownerType.slice(1).toLowerCase()}/%`;
      database
        .statement(
          "DELETE FROM metafields WHERE shop = ? AND owner_id LIKE ? AND namespace = ? AND key = ?",
        )
        .run(shop, owners, namespace, key);
    },
  };
}
