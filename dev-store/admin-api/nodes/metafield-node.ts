import type { Metafield } from "../../state/types.ts";
import { toDateTime } from "../api-node.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { connectArray } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import { toGid } from "../gid.ts";
import { digestOf, resolveNamespace } from "../metafield-store.ts";

const STRUCTURED = /^(json|number_integer|boolean|list\.)/;

export function toMetafieldNode(metafield: Metafield): ApiNode {
  const { id, namespace, key, type, value } = metafield;
  return {
    __typename: "Metafield",
    id: toGid("Metafield", id),
    legacyResourceId: id,
    namespace,
    key,
    type,
    value,
    jsonValue: () => (STRUCTURED.test(type) ? JSON.parse(value) : value),
    compareDigest: () => digestOf(metafield),
    sizeInBytes: Buffer.byteLength(value),
    description: null,
    createdAt: toDateTime(metafield.createdAt),
    updatedAt: toDateTime(metafield.updatedAt),
  };
}

/** The two fields of whatever has metafields. */
export function metafieldFields(
  context: ApiContext,
  ownerId: string,
): Pick<ApiNode, "metafield" | "metafields"> {
  const { metafields, app } = context;
  return {
    metafield: (args: { namespace?: string | null; key: string }) => {
      const namespace = resolveNamespace(args.namespace, app.clientId);
      const found = metafields.find(ownerId, namespace, args.key);
      return found === undefined ? null : toMetafieldNode(found);
    },
    metafields: (args: PageArguments & { namespace?: string | null }) => {
      const all = metafields.of(ownerId);
      const items =
        (args.namespace ?? null) === null
          ? all
          : all.filter((one) => one.namespace === resolveNamespace(args.namespace, app.clientId));
      return connectArray("Metafield", { items, args }, toMetafieldNode);
    },
  };
}
