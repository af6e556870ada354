import { execute } from "graphql";

import type { ApiContext } from "../admin-api/api-node.ts";
import { createDocumentCache } from "../admin-api/documents.ts";
import type { Preparation } from "../admin-api/documents.ts";
import { createQueryRoot } from "../admin-api/query-root.ts";
import { resolveField } from "../admin-api/resolve-field.ts";
import { loadAdminSchema } from "../admin-api/schema.ts";
import type { JsonValue } from "../webhooks/json-text.ts";

let cache: ((text: string) => Preparation) | undefined;

/**
 * Asks a subscription's query of the Admin API with the scopes of the installed app; it costs the app no
 * points. Throws on a query that the schema refuses: Shopify refuses it on deploy.
 */
export function runEventQuery(
  context: ApiContext,
  query: string,
  variables: Record<string, string>,
): Record<string, JsonValue> {
  const { schema } = loadAdminSchema();
  cache ??= createDocumentCache(schema);
  const prepared = cache(query);
  if ("errors" in prepared) {
    throw new Error(`A query of [events] is refused: ${prepared.errors.map(String).join("; ")}`);
  }
  const result = execute({
    schema,
    document: prepared.document,
    rootValue: createQueryRoot(context),
    contextValue: context,
    variableValues: variables,
    fieldResolver: resolveField,
  });
  if (result instanceof Promise) throw new Error("No resolver of the dev store may be async.");
  const answer: Record<string, JsonValue> = JSON.parse(JSON.stringify(result));
  return answer;
}
