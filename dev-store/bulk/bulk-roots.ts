import { randomBytes } from "node:crypto";
import { GraphQLError } from "graphql";

import type { ApiContext, ApiNode } from "../admin-api/api-node.ts";
import { toDateTime, toDateTimeOrNull } from "../admin-api/api-node.ts";
import { connectArray } from "../admin-api/connection.ts";
import type { PageArguments } from "../admin-api/connection.ts";
import { parseGid, toGid } from "../admin-api/gid.ts";
import { loadAdminSchema } from "../admin-api/schema.ts";
import { cannotSearch, parseSearchQuery, timeRange } from "../admin-api/search-query.ts";
import type { SearchTerm } from "../admin-api/search-query.ts";
import { isUnfinished, statusAt } from "./bulk-store.ts";
import type { BulkOperation } from "./bulk-store.ts";
import { checkBulkMutation } from "./check-bulk-mutation.ts";
import { checkBulkQuery } from "./check-bulk-query.ts";
import { resultUrlOf } from "./result-files.ts";
import { readUpload } from "./staged-uploads.ts";

/** Of one type in one shop at a time, since 2026-01. */
const MAX_AT_ONCE = 5;

interface Refusal {
  field: string[] | null;
  message: string;
  code?: string;
}

/** bulkOperationRunQuery: takes the order; the runner carries it out. */
export function runBulkQuery(
  context: ApiContext,
  args: { query: string; groupObjects: boolean },
): ApiNode {
  if (context.bulkSwitches.access === "not-enabled") throw accessDenied("bulkOperationRunQuery");
  const checked = checkBulkQuery(loadAdminSchema().schema, args.query);
  if ("refusals" in checked) {
    return payload(
      "BulkOperationRunQueryPayload",
      null,
      checked.refusals.map((message) => ({ field: ["query"], message, code: "INVALID" })),
    );
  }
  const { query, groupObjects } = args;
  return begin(context, { type: "QUERY", query, groupObjects, uploadPath: null });
}

/** bulkOperationRunMutation: takes the order; the runner carries it out, line by line. */
export function runBulkMutation(
  context: ApiContext,
  args: { mutation: string; stagedUploadPath: string; groupObjects?: boolean | null },
): ApiNode {
  if (context.bulkSwitches.mutations === "not-enabled")
    throw accessDenied("bulkOperationRunMutation");
  const typeName = "BulkOperationRunMutationPayload";
  const checked = checkBulkMutation(loadAdminSchema().schema, args.mutation);
  if ("refusal" in checked) {
    const { refusal: message } = checked;
    return payload(typeName, null, [{ field: ["mutation"], message, code: "INVALID_MUTATION" }]);
  }
  const { database, record } = context.state;
  const upload = readUpload(database, { shop: record.domain, path: args.stagedUploadPath });
  if (upload === undefined) {
    return payload(typeName, null, [{ field: null, message: NO_SUCH_FILE, code: "NO_SUCH_FILE" }]);
  }
  if (upload.trim() === "") {
    const message = "The input file is empty.";
    return payload(typeName, null, [{ field: null, message, code: "INVALID_STAGED_UPLOAD_FILE" }]);
  }
  return begin(context, {
    type: "MUTATION",
    query: args.mutation,
    groupObjects: args.groupObjects ?? true,
    uploadPath: args.stagedUploadPath,
  });
}

const NO_SUCH_FILE =
  "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.";

const accessDenied = (field: string): GraphQLError =>
  new GraphQLError(`Access denied for ${field} field.`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
    },
  });

function begin(
  context: ApiContext,
  order: Pick<BulkOperation, "type" | "query" | "groupObjects" | "uploadPath">,
): ApiNode {
  const typeName =
    order.type === "QUERY" ? "BulkOperationRunQueryPayload" : "BulkOperationRunMutationPayload";
  const ofType = context.bulk.all().filter(({ type }) => type === order.type);
  if (ofType.filter(isUnfinished).length >= MAX_AT_ONCE) {
    const message = "Bulk operations limit reached. Please try again later.";
    return payload(typeName, null, [{ field: null, message, code: "LIMIT_REACHED" }]);
  }
  const operation: BulkOperation = {
    ...order,
    id: context.state.ids("bulkOperation"),
    status: "CREATED",
    scopes: [...context.scopes],
    createdAt: context.now,
    completedAt: null,
    errorCode: null,
    objectCount: 0,
    rootObjectCount: 0,
    fileSize: 0,
    file: randomBytes(16).toString("hex"),
  };
  context.bulk.put(operation);
  return payload(typeName, toBulkNode(context, operation), []);
}

/** bulkOperationCancel: CANCELING first, the runner ends it. */
export function cancelBulkOperation(context: ApiContext, args: { id: string }): ApiNode {
  const typeName = "BulkOperationCancelPayload";
  const { type, id } = parseGid(args.id);
  const operation = type === "BulkOperation" ? context.bulk.get(id) : undefined;
  if (operation === undefined) {
    return payload(typeName, null, [{ field: ["id"], message: "Bulk operation does not exist" }]);
  }
  if (!isUnfinished(operation)) {
    const status = statusAt(operation, context.now).toLowerCase();
    const message = `A bulk operation cannot be canceled when it is ${status}`;
    return payload(typeName, toBulkNode(context, operation), [{ field: null, message }]);
  }
  const canceling: BulkOperation = { ...operation, status: "CANCELING" };
  context.bulk.put(canceling);
  return payload(typeName, toBulkNode(context, canceling), []);
}

/** bulkOperations: the newest first. */
export function listBulkOperations(
  context: ApiContext,
  args: PageArguments & { query?: string | null; sortKey?: string | null },
): ApiNode {
  if ((args.sortKey ?? "CREATED_AT") !== "CREATED_AT") {
    throw cannotSearch(`sortKey ${args.sortKey} of bulkOperations`);
  }
  const terms = parseSearchQuery(args.query ?? "");
  const items = context.bulk
    .all()
    .filter((operation) => terms.every((term) => isMet(context, operation, term)))
    .reverse();
  return connectArray("BulkOperation", { items, args }, (operation) =>
    toBulkNode(context, operation),
  );
}

export function toBulkNode(context: ApiContext, operation: BulkOperation): ApiNode {
  const status = statusAt(operation, context.now);
  const isOver = !isUnfinished(operation);
  return {
    __typename: "BulkOperation",
    id: toGid("BulkOperation", operation.id),
    type: operation.type,
    status,
    query: operation.query,
    errorCode: operation.errorCode,
    createdAt: toDateTime(operation.createdAt),
    completedAt: toDateTimeOrNull(operation.completedAt),
    objectCount: String(operation.objectCount),
    rootObjectCount: String(operation.rootObjectCount),
    fileSize: isOver ? String(operation.fileSize) : null,
    url: status === "COMPLETED" ? resultUrlOf(operation) : null,
    partialDataUrl: status === "FAILED" ? resultUrlOf(operation) : null,
  };
}

function isMet(context: ApiContext, operation: BulkOperation, term: SearchTerm): boolean {
  const { field, comparator, value } = term;
  if (field === "created_at") {
    const { from, to } = timeRange(term);
    return operation.createdAt >= from && operation.createdAt < to;
  }
  if (comparator === "=") {
    if (field === "status") return statusAt(operation, context.now) === value.toUpperCase();
    if (field === "operation_type" || field === "type")
      return value.toUpperCase() === operation.type;
    if (field === "id") return operation.id === value;
  }
  throw cannotSearch(`${field}:${comparator}${value} in bulkOperations`);
}

const ERROR_TYPES: Record<string, string> = {
  BulkOperationRunQueryPayload: "BulkOperationUserError",
  BulkOperationRunMutationPayload: "BulkMutationUserError",
};

function payload(typeName: string, node: ApiNode | null, refusals: Refusal[]): ApiNode {
  const errorType = ERROR_TYPES[typeName] ?? "UserError";
  const userErrors = refusals.map((refusal) => ({ __typename: errorType, ...refusal }));
  return { __typename: typeName, bulkOperation: node, userErrors };
}
