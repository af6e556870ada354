import { cancelBulkOperation, runBulkMutation, runBulkQuery } from "../bulk/bulk-roots.ts";
import { createStagedUploads } from "../bulk/staged-uploads.ts";
import type { StagedUploadInput } from "../bulk/staged-uploads.ts";
import { receiveTrigger } from "../flow/receive-trigger.ts";
import { writeTags } from "../state/tag-book.ts";
import { splitTags } from "../state/tags.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { parseGid } from "./gid.ts";
import { createDefinition, deleteDefinition } from "./metafield-definitions.ts";
import type { DefinitionInput } from "./metafield-definitions.ts";
import { deleteMetafields } from "./metafields-delete.ts";
import { setMetafields } from "./metafields-set.ts";
import type { MetafieldInput } from "./metafields-set.ts";
import { toCustomerNode } from "./nodes/customer-node.ts";
import { notImplemented } from "./not-implemented.ts";
import { createWebPixel, deleteWebPixel, updateWebPixel } from "./web-pixels.ts";
import type { WebPixelInput } from "./web-pixels.ts";

/** Every mutation that the dev store answers. */
export function createMutationRoot(context: ApiContext): ApiNode {
  return {
    __typename: "Mutation",
    tagsAdd: (args: { id: string; tags: string[] }) =>
      changeTags(context, { ...args, how: "add", fieldName: "tagsAdd" }),
    tagsRemove: (args: { id: string; tags: string[] }) =>
      changeTags(context, { ...args, how: "remove", fieldName: "tagsRemove" }),
    bulkOperationRunQuery: (args: { query: string; groupObjects: boolean }) =>
      runBulkQuery(context, args),
    bulkOperationRunMutation: (args: Parameters<typeof runBulkMutation>[1]) =>
      runBulkMutation(context, args),
    stagedUploadsCreate: (args: { input: StagedUploadInput[] }) =>
      createStagedUploads(context, args.input),
    bulkOperationCancel: (args: { id: string }) => cancelBulkOperation(context, args),
    metafieldsSet: (args: { metafields: MetafieldInput[] }) =>
      setMetafields(context, args.metafields),
    metafieldsDelete: (args: { metafields: Parameters<typeof deleteMetafields>[1] }) =>
      deleteMetafields(context, args.metafields),
    metafieldDefinitionCreate: (args: { definition: DefinitionInput }) =>
      createDefinition(context, args.definition),
    metafieldDefinitionDelete: (args: Parameters<typeof deleteDefinition>[1]) =>
      deleteDefinition(context, args),
    flowTriggerReceive: (args: Parameters<typeof receiveTrigger>[1]) =>
      receiveTrigger(context, args),
    webPixelCreate: (args: { webPixel: WebPixelInput }) => createWebPixel(context, args.webPixel),
    webPixelUpdate: (args: { id: string; webPixel: WebPixelInput }) =>
      updateWebPixel(context, args.id, args.webPixel),
    webPixelDelete: (args: { id: string }) => deleteWebPixel(context, args.id),
  };
}

function changeTags(
  context: ApiContext,
  change: { id: string; tags: string[]; how: "add" | "remove"; fieldName: string },
): ApiNode {
  const { type, id } = parseGid(change.id);
  if (type !== "Customer") throw notImplemented(`${change.fieldName} of ${type}`);
  context.access.requireScope("write_customers", change.fieldName, context.scopes);
  const tags = splitTags(change.tags);
  const write = { customerId: id, how: change.how, tags };
  const outcome = writeTags(context.state, write, { at: context.now });
  if ("customer" in outcome) return payload(toCustomerNode(context, outcome.customer), []);
  return "unknown" in outcome
    ? payload(null, [{ field: ["id"], message: "Customer does not exist" }])
    : payload(null, [{ field: ["tags"], message: outcome.refused }]);
}

function payload(
  node: ApiNode | null,
  userErrors: { field: string[]; message: string }[],
): ApiNode {
  return {
    __typename: "TagsPayload",
    node,
    userErrors: userErrors.map((error) => ({ __typename: "UserError", ...error })),
  };
}
