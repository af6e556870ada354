import { GraphQLError } from "graphql";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { parseGid } from "./gid.ts";
import { resolveNamespace } from "./metafield-store.ts";
import { notImplemented } from "./not-implemented.ts";

interface Identifier {
  ownerId: string;
  namespace: string;
  key: string;
}

/** A metafield that is not there is answered with null, and is no error. */
export function deleteMetafields(context: ApiContext, inputs: readonly Identifier[]): ApiNode {
  if (inputs.length === 0) throw new GraphQLError("metafields must not be empty");
  const deletedMetafields = inputs.map((input) => {
    const { type } = parseGid(input.ownerId);
    if (type !== "Customer") throw notImplemented(`metafieldsDelete on ${type}`);
    context.access.requireScope("write_customers", "metafieldsDelete", context.scopes);
    const namespace = resolveNamespace(input.namespace, context.app.clientId);
    const isGone = context.metafields.remove(input.ownerId, namespace, input.key);
    return isGone ? { __typename: "MetafieldIdentifier", ...input, namespace } : null;
  });
  return { __typename: "MetafieldsDeletePayload", deletedMetafields, userErrors: [] };
}
