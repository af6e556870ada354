import { Kind } from "graphql";
import type { FieldNode, GraphQLSchema } from "graphql";

import { prepareDocument } from "../admin-api/documents.ts";
import type { PreparedDocument } from "../admin-api/documents.ts";
import { readShape } from "./query-shape.ts";
import type { FieldShape } from "./query-shape.ts";

const MAX_CONNECTIONS = 5;
/** Nested below the first connection. */
const MAX_DEPTH = 2;

export interface BulkQuery {
  prepared: PreparedDocument;
  /** The one field at the top, a connection. */
  root: FieldNode;
  shape: FieldShape;
}

/** What Shopify would say about the query, all of it at once, or the query ready to run. */
export function checkBulkQuery(
  schema: GraphQLSchema,
  text: string,
): { refusals: string[] } | BulkQuery {
  const prepared = prepareDocument(schema, text);
  if ("errors" in prepared) {
    return { refusals: prepared.errors.map(({ message }) => `Invalid bulk query: ${message}`) };
  }
  const [operation] = prepared.operations;
  const queryType = schema.getQueryType();
  if (operation?.operation !== "query" || prepared.operations.length > 1 || !queryType) {
    return { refusals: ["Invalid operation type. Only `query` operations are supported."] };
  }
  const source = { schema, fragments: prepared.fragments };
  const shapes = readShape(source, queryType, operation.selectionSet);
  const refusals = findRefusals(shapes);
  if (refusals.length > 0) return { refusals };
  const [root, ...more] = operation.selectionSet.selections;
  const [shape] = shapes;
  if (root?.kind !== Kind.FIELD || more.length > 0 || shape?.connection === undefined) {
    // Shopify also runs a connection below one object; nobody here asks for that.
    return { refusals: ["The dev store runs bulk queries of one connection at the top only."] };
  }
  return { prepared, root, shape };
}

/** A connection with where it stands. */
interface Placed {
  shape: FieldShape;
  depth: number;
  isWithinList: boolean;
  parent: FieldShape | undefined;
}

function findRefusals(shapes: readonly FieldShape[]): string[] {
  const refusals: string[] = [];
  const connections = shapes.flatMap((shape) => placeConnections(shape, { depth: 0 }));
  const byNodes = connections.filter(({ shape }) => shape.connection?.usesNodes);
  const names = byNodes.map(({ shape }) => shape.fieldName);
  if (names.length > 0) {
    refusals.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${names[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${names.join("', '")}'.`,
    );
  }
  if (shapes.some(({ fieldName }) => fieldName === "node" || fieldName === "nodes")) {
    refusals.push("Bulk queries cannot contain a top level `node` field.");
  }
  if (connections.some(({ depth }) => depth > MAX_DEPTH)) {
    refusals.push(
      `Bulk queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}.`,
    );
  }
  if (connections.length > MAX_CONNECTIONS) {
    refusals.push(`Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`);
  }
  const orphans = connections.filter(({ parent }) => parent?.connection?.selectsId === false);
  if (orphans.length > 0) {
    const fields = [...new Set(orphans.map(({ parent }) => parent?.fieldName))].join(", ");
    refusals.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${fields}.`,
    );
  }
  if (connections.some(({ isWithinList }) => isWithinList)) {
    refusals.push(
      "Queries that contain a connection field within a list field are not currently supported.",
    );
  }
  const strange = connections.filter(({ shape }) => shape.connection?.isOfNodes === false);
  for (const { shape } of strange) {
    refusals.push(`The connection '${shape.fieldName}' must be of objects that implement 'Node'.`);
  }
  if (connections.length === 0 && refusals.length === 0) {
    refusals.push("Bulk queries must contain at least one connection.");
  }
  return refusals;
}

function placeConnections(
  shape: FieldShape,
  place: { depth: number; isWithinList?: boolean; parent?: FieldShape },
): Placed[] {
  const { depth, isWithinList = false, parent } = place;
  const isConnection = shape.connection !== undefined;
  const below = shape.below.flatMap((inner) =>
    placeConnections(inner, {
      depth: isConnection ? depth + 1 : depth,
      isWithinList: isConnection ? false : isWithinList || shape.isList,
      ...(isConnection ? { parent: shape } : parent === undefined ? {} : { parent }),
    }),
  );
  return isConnection ? [{ shape, depth, isWithinList, parent }, ...below] : below;
}
