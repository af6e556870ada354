import { Kind } from "graphql";
import type { GraphQLSchema } from "graphql";

import { prepareDocument } from "../admin-api/documents.ts";
import type { PreparedDocument } from "../admin-api/documents.ts";

/** Bulk operations start no bulk operations; every other mutation may run in one. */
const REFUSED = new Set(["bulkOperationRunMutation", "bulkOperationRunQuery"]);

/** What Shopify would say about the mutation, or the mutation ready to run. */
export function checkBulkMutation(
  schema: GraphQLSchema,
  text: string,
): { refusal: string } | PreparedDocument {
  const prepared = prepareDocument(schema, text);
  if ("errors" in prepared) {
    const [error] = prepared.errors;
    return { refusal: `Failed to parse the mutation - ${error?.message ?? ""}` };
  }
  const [operation] = prepared.operations;
  if (operation?.operation !== "mutation" || prepared.operations.length > 1) {
    return { refusal: "You must specify a single top level mutation." };
  }
  const [root, ...more] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD || more.length > 0) {
    return { refusal: "You must specify a single top level mutation." };
  }
  if (REFUSED.has(root.name.value)) return { refusal: "You must use an allowed mutation name." };
  return prepared;
}
