import { execute, GraphQLError } from "graphql";
import type { ExecutionResult } from "graphql";

import type { ApiContext } from "./api-node.ts";
import { chooseOperation } from "./documents.ts";
import type { Preparation } from "./documents.ts";
import { createMutationRoot } from "./mutation-root.ts";
import { computeQueryCost, MAX_QUERY_COST } from "./query-cost.ts";
import { createQueryRoot } from "./query-root.ts";
import { resolveField } from "./resolve-field.ts";
import type { AdminSchema } from "./schema.ts";
import type { Throttle } from "./throttle.ts";

export interface QueryRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

export interface QueryDependencies {
  admin: AdminSchema;
  prepare: (text: string) => Preparation;
  throttle: Throttle;
}

const RATE_LIMITS = "https://shopify.dev/api/usage/rate-limits";

/** Validates, weighs, throttles and executes one request; gives the body of the answer. */
export function runQuery(
  { query, variables, operationName }: QueryRequest,
  context: ApiContext,
  { admin, prepare, throttle, forceThrottle }: QueryDependencies & { forceThrottle: boolean },
): object {
  const prepared = prepare(query);
  if ("errors" in prepared) return { errors: prepared.errors };
  const operation = chooseOperation(prepared, operationName);
  if (operation === undefined) {
    return { errors: [{ message: "An operation name is required" }] };
  }

  const { schema } = admin;
  const { fragments, document } = prepared;
  const { record, database } = context.state;
  const cost = { schema, operation, fragments, variables };
  const requestedQueryCost = computeQueryCost(cost);
  const report = (actualQueryCost: number | null) => ({
    cost: { requestedQueryCost, actualQueryCost, throttleStatus: throttle.status(record) },
  });
  if (requestedQueryCost > MAX_QUERY_COST) return { errors: [tooDear(requestedQueryCost)] };
  if (forceThrottle || !throttle.holds(record, requestedQueryCost)) {
    const extensions = { code: "THROTTLED", documentation: RATE_LIMITS };
    return { errors: [{ message: "Throttled", extensions }], extensions: report(null) };
  }

  const isMutation = operation.operation === "mutation";
  const run = (): ExecutionResult => {
    const result = execute({
      schema,
      document,
      rootValue: isMutation ? createMutationRoot(context) : createQueryRoot(context),
      contextValue: context,
      variableValues: variables,
      operationName,
      fieldResolver: resolveField,
    });
    if (result instanceof Promise) throw new Error("No resolver of the dev store may be async.");
    return result;
  };
  // One commit for all aliases of a request; each of them reports its own refusals.
  const result = isMutation ? database.transaction(run) : run();

  if (result.data === undefined) return { errors: result.errors };
  const actual = Math.min(requestedQueryCost, computeQueryCost(cost, result.data));
  throttle.take(record, actual);
  return {
    ...(result.errors === undefined ? {} : { errors: result.errors }),
    data: result.data,
    extensions: report(actual),
  };
}

function tooDear(cost: number): GraphQLError {
  return new GraphQLError(
    `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).\n\n` +
      "See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\n" +
      "cost of a query is calculated.\n\n" +
      "To query larger amounts of data with fewer limits, bulk operations should be used instead.\n" +
      "See https://shopify.dev/api/usage/bulk-operations/queries for usage details.\n",
    {
      extensions: {
        code: "MAX_COST_EXCEEDED",
        cost,
        maxCost: MAX_QUERY_COST,
        documentation: RATE_LIMITS,
      },
    },
  );
}
