import { getNamedType, GraphQLError, isAbstractType } from "graphql";
import type { GraphQLFieldResolver } from "graphql";

import type { ApiContext } from "./api-node.ts";
import { checkPageSize } from "./connection.ts";
import { requireApproval } from "./customer-data.ts";
import { notImplemented } from "./not-implemented.ts";

const MAX_INPUT_ARRAY = 250;

/** One resolver for all fields: checks the scopes, then takes the node's value or asks its function. */
export const resolveField: GraphQLFieldResolver<unknown, ApiContext> = (
  source,
  args,
  context,
  info,
) => {
  const { fieldName, parentType, returnType } = info;
  const typeName = parentType.name;
  context.access.requireField({ typeName, fieldName, returns: returnType }, context.scopes);
  if (typeName === "Customer") requireApproval(context.customerData, fieldName);
  if (info.path.prev === undefined) checkArrays(args);
  if (!context.isBulk) checkPageSize(args);

  if (typeof source !== "object" || source === null || !Object.hasOwn(source, fieldName)) {
    throw notImplemented(`${typeName}.${fieldName}`);
  }
  const field: unknown = Reflect.get(source, fieldName);
  const value: unknown = typeof field === "function" ? field(args) : field;
  if (isAbstractType(getNamedType(returnType))) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== "object" || one === null) continue;
      const name = String(Reflect.get(one, "__typename"));
      context.access.requireType(name, fieldName, context.scopes);
    }
  }
  return value;
};

function checkArrays(args: Record<string, unknown>): void {
  for (const value of Object.values(args)) {
    if (Array.isArray(value) && value.length > MAX_INPUT_ARRAY) {
      throw new GraphQLError(
        `The input array size of ${value.length} is greater than the maximum allowed of ${MAX_INPUT_ARRAY}.`,
        { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
      );
    }
  }
}
