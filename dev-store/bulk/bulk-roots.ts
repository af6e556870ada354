import { randomBytes } from "node:crypto";
import { GraphQLError } from "graphql";

import type { ApiContext, ApiNode } from "../admin-api/api-node.ts";
import { toDateTime, toDateTimeOrNull } from "../admin-api/api-node.ts";
import { connectArray } from "../admin-api/connection.ts";
import type { PageArguments } from "../admin-api/connection.ts";
import { parseGid, toGid } from "../admin-api/gid.ts";
import { loadAdminSchema } from "../admin-api/schema.ts";
import { cannotSearch, parseSearchQuery } from "../admin-api/search-query.ts";
import type { SearchTerm } from "../admin-api/search-query.ts";
import { isUnfinished, statusAt } from "./bulk-store.ts";
import type { BulkOperation } from "./bulk-store.ts";
import { checkBulkQuery } from "./check-bulk-query.ts";
import { resultUrlOf } from "./result-files.ts";

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
  if (context.bulkSwitches.access === "not-enabled") {
    throw new GraphQLError("Access denied for bulkOperationRunQuery field.", {
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
      },
    });
  }
  const checked = checkBulkQuery(loadAdminSchema().schema, args.query);
  if ("refusals" in checked) {
    return payload(
      "BulkOperationRunQueryPayload",
      null,
      checked.refusals.map((message) => ({ field: ["query"], message, code: "INVALID" })),
    );
  }
  if (context.bulk.all().filter(isUnfinished).length >= MAX_AT_ONCE) {
    const message = "Bulk operations limit reached. Please try again later.";
    return payload("BulkOperationRunQueryPayload", null, [
      { field: null, message, code: "LIMIT_REACHED" },
    ]);
  }
  const operation: BulkOperation = {
    id: context.state.ids("bulkOperation"),
    status: "CREATED",
    query: args.query,
    groupObjects: args.groupObjects,
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
  return payload("BulkOperationRunQueryPayload", toBulkNode(context, operation), []);
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
    type: "QUERY",
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
  if (comparator === "=") {
    if (field === "status") return statusAt(operation, context.now) === value.toUpperCase();
    if (field === "operation_type" || field === "type") return value.toUpperCase() === "QUERY";
    if (field === "id") return operation.id === value;
  }
  throw cannotSearch(`${field}:${comparator}${value} in bulkOperations`);
}

function payload(typeName: string, node: ApiNode | null, refusals: Refusal[]): ApiNode {
  const isRun = typeName === "BulkOperationRunQueryPayload";
  const userErrors = refusals.map((refusal) => ({
    __typename: isRun ? "BulkOperationUserError" : "UserError",
    ...refusal,
  }));
  return { __typename: typeName, bulkOperation: node, userErrors };
}
