import { openBulkStore } from "../bulk/bulk-store.ts";
import { openPixelStore } from "../state/pixel-store.ts";
import type { ApiContext } from "./api-node.ts";
import { openDefinitionStore } from "./definition-store.ts";
import { openMetafieldStore } from "./metafield-store.ts";
import { loadAdminSchema } from "./schema.ts";

/** What the roots of one request work on, or those of a bulk operation on its way. */
export function createApiContext(
  given: Pick<
    ApiContext,
    | "state"
    | "app"
    | "installs"
    | "pixelExtension"
    | "flow"
    | "scopes"
    | "now"
    | "bulkSwitches"
    | "customerData"
    | "isBulk"
  >,
): ApiContext {
  const { database, record, ids } = given.state;
  const shop = record.domain;
  return {
    ...given,
    access: loadAdminSchema().access,
    metafields: openMetafieldStore(database, { shop, ids }),
    definitions: openDefinitionStore(database, { shop, ids }),
    bulk: openBulkStore(database, shop),
    pixels: openPixelStore(database, ids),
  };
}
