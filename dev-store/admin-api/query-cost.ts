import { getNamedType, isAbstractType, isCompositeType, isObjectType, Kind } from "graphql";
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from "graphql";

/** Shopify refuses a query that asks for more, whatever the bucket holds. */
export const MAX_QUERY_COST = 1000;

const MUTATION_COST = 10;
/** Mutations that cost less (observed of Shopify, not documented). */
const CHEAP_MUTATIONS = new Map([["flowTriggerReceive", 1]]);
const CONNECTION_COST = 2;
const MAX_PAGE = 250;

/** Objects that only carry a value cost nothing (observed of Shopify, not documented). */
const FREE_TYPES = new Set(["CurrencyFormats", "MailingAddress", "MoneyV2", "PageInfo"]);

export interface CostInput {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * Points of a query: scalars 0, objects 1, mutations 10, connections 2 and their items' cost times a
 * number that grows with the logarithm of the page (Shopify's word: "logarithmic scaling into
 * connection fields"; 250 items count as 11). Without `data` what is asked for, with the answer's
 * `data` what was served.
 */
export function computeQueryCost(input: CostInput, data?: unknown): number {
  const { schema, operation } = input;
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) return 0;
  return costOfSelections(
    input,
    root,
    operation.selectionSet,
    data === undefined ? ESTIMATE : data,
  );
}

/** How many items a page of `size` counts as. */
export function pageWeight(size: number): number {
  return size <= 0 ? 0 : Math.floor(2 * Math.log(Math.max(2, Math.min(size, MAX_PAGE))));
}

/** Stands for "no answer yet", since null is an answer. */
const ESTIMATE = Symbol("estimate");

function costOfSelections(
  input: CostInput,
  type: GraphQLCompositeType,
  selections: SelectionSetNode,
  data: unknown,
): number {
  const seen = new Set<string>();
  let sum = 0;
  let widest = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      if (!seen.has(key)) sum += costOfField(input, type, selection, valueOf(data, key));
      seen.add(key);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? input.fragments.get(selection.name.value)
        : selection;
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value ?? type.name;
    const named = input.schema.getType(condition);
    if (!isCompositeType(named)) continue;
    const cost = costOfSelections(input, named, fragment.selectionSet, data);
    if (isAbstractType(type) && condition !== type.name) widest = Math.max(widest, cost);
    else sum += cost;
  }
  return sum + widest;
}

function costOfField(
  input: CostInput,
  parent: GraphQLCompositeType,
  field: FieldNode,
  data: unknown,
): number {
  const definition = "getFields" in parent ? parent.getFields()[field.name.value] : undefined;
  if (definition === undefined || data === undefined) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type) || field.selectionSet === undefined) return 0;
  if (parent === input.schema.getMutationType()) {
    return CHEAP_MUTATIONS.get(field.name.value) ?? MUTATION_COST;
  }
  if (FREE_TYPES.has(type.name)) return 0;
  if (isConnection(type)) return costOfConnection(input, type, field, data);
  if (data === null) return 1;
  const value = Array.isArray(data) ? data[0] : data;
  if (value === undefined) return 1;
  return 1 + costOfSelections(input, type, field.selectionSet, value);
}

function costOfConnection(
  input: CostInput,
  type: GraphQLCompositeType,
  field: FieldNode,
  data: unknown,
): number {
  if (data === null || field.selectionSet === undefined) return CONNECTION_COST;
  if (data === ESTIMATE) {
    const child = costOfItems(input, type, field.selectionSet, ESTIMATE);
    return CONNECTION_COST + child * pageWeight(askedSize(input, field));
  }
  const items = itemsOf(data);
  const [first] = items;
  if (first === undefined) return CONNECTION_COST;
  const total = items.reduce<number>(
    (sum, item) => sum + costOfItems(input, type, field.selectionSet, item),
    0,
  );
  return CONNECTION_COST + Math.round((total / items.length) * pageWeight(items.length));
}

/** Of one item: what is selected under `nodes`, and under `edges { node }`. */
function costOfItems(
  input: CostInput,
  connection: GraphQLCompositeType,
  selections: SelectionSetNode | undefined,
  data: unknown,
): number {
  if (selections === undefined || !("getFields" in connection)) return 0;
  let sum = 0;
  for (const selection of selections.selections) {
    if (selection.kind !== Kind.FIELD) {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? input.fragments.get(selection.name.value)
          : selection;
      sum += costOfItems(input, connection, fragment?.selectionSet, data);
      continue;
    }
    const name = selection.name.value;
    const type = connection.getFields()[name]?.type;
    if (type === undefined || selection.selectionSet === undefined) continue;
    const named = getNamedType(type);
    if (!isCompositeType(named)) continue;
    if (name === "nodes") sum += costOfField(input, connection, selection, data);
    if (name === "edges") {
      const edge = data === ESTIMATE ? ESTIMATE : { node: data };
      sum += costOfSelections(input, named, selection.selectionSet, edge);
    }
  }
  return sum;
}

function itemsOf(data: unknown): unknown[] {
  if (typeof data !== "object" || data === null) return [];
  for (const value of Object.values(data)) {
    if (!Array.isArray(value)) continue;
    return value.map((item: unknown) => {
      const node =
        typeof item === "object" && item !== null ? Reflect.get(item, "node") : undefined;
      return node === undefined ? item : node;
    });
  }
  return [];
}

function isConnection(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.name.endsWith("Connection") && "pageInfo" in type.getFields();
}

function askedSize(input: CostInput, field: FieldNode): number {
  const sizes = (field.arguments ?? [])
    .filter(({ name }) => name.value === "first" || name.value === "last")
    .map(({ value }) => numberOf(value, input.variables));
  return Math.max(1, ...sizes);
}

function numberOf(value: ValueNode, variables: Readonly<Record<string, unknown>>): number {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.VARIABLE) return Number(variables[value.name.value] ?? 0) || 0;
  return 0;
}

function valueOf(data: unknown, key: string): unknown {
  if (data === ESTIMATE) return ESTIMATE;
  return typeof data === "object" && data !== null ? Reflect.get(data, key) : undefined;
}
