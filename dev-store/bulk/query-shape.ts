import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
} from "graphql";
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLSchema,
  SelectionSetNode,
} from "graphql";

/** What a bulk query selects, as far as connections lie in it: all that the rows of its result depend on. */
export interface FieldShape {
  /** The response key. */
  key: string;
  fieldName: string;
  isList: boolean;
  /** undefined: an object, not a connection. */
  connection?: {
    /** Its nodes are selected by `nodes`, which a bulk query may not. */
    usesNodes: boolean;
    /** Its nodes implement Node. */
    isOfNodes: boolean;
    /** Its node selects `id` under that name. */
    selectsId: boolean;
  };
  /** Fields with selections of their own: of the node of a connection, else of the object. */
  below: FieldShape[];
}

export interface ShapeSource {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

interface Selected {
  parent: GraphQLCompositeType;
  field: FieldNode;
}

/** The fields of a selection that have selections themselves, fragments merged into it. */
export function readShape(
  source: ShapeSource,
  type: GraphQLCompositeType,
  selections: SelectionSetNode,
): FieldShape[] {
  return select(source, type, selections).flatMap((selected): FieldShape[] => {
    const { field } = selected;
    const found = typeOf(selected);
    if (found === undefined || field.selectionSet === undefined) return [];
    const shape = {
      key: field.alias?.value ?? field.name.value,
      fieldName: field.name.value,
      isList: found.isList,
    };
    if (!isConnectionType(found.type)) {
      return [{ ...shape, below: readShape(source, found.type, field.selectionSet) }];
    }
    return [{ ...shape, ...readConnection(source, found.type, field.selectionSet) }];
  });
}

function readConnection(
  source: ShapeSource,
  type: GraphQLCompositeType,
  selections: SelectionSetNode,
): Required<Pick<FieldShape, "connection" | "below">> {
  const inside = select(source, type, selections);
  const nodes = childrenOf(source, childrenOf(source, inside, "edges"), "node");
  const ofNodes = isObjectType(type) ? type.getFields()["nodes"]?.type : undefined;
  const nodeType = ofNodes === undefined ? undefined : getNamedType(ofNodes);
  const below = nodes.map(({ parent, field }) => {
    const only: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [field] };
    return readShape(source, parent, only);
  });
  return {
    connection: {
      usesNodes: inside.some(({ field }) => field.name.value === "nodes"),
      isOfNodes:
        isObjectType(nodeType) && nodeType.getInterfaces().some(({ name }) => name === "Node"),
      selectsId: nodes.some(({ field }) => field.name.value === "id" && !field.alias),
    },
    below: below.flat(),
  };
}

/** What is selected inside the fields of that name. */
function childrenOf(source: ShapeSource, among: Selected[], name: string): Selected[] {
  return among.flatMap((selected) => {
    const found = typeOf(selected);
    const { selectionSet } = selected.field;
    if (selected.field.name.value !== name || found === undefined) return [];
    return selectionSet === undefined ? [] : select(source, found.type, selectionSet);
  });
}

function select(
  source: ShapeSource,
  type: GraphQLCompositeType,
  selections: SelectionSetNode,
): Selected[] {
  return selections.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [{ parent: type, field: selection }];
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? source.fragments.get(selection.name.value)
        : selection;
    if (fragment === undefined) return [];
    const named = source.schema.getType(fragment.typeCondition?.name.value ?? type.name);
    return isCompositeType(named) ? select(source, named, fragment.selectionSet) : [];
  });
}

function typeOf({
  parent,
  field,
}: Selected): { type: GraphQLCompositeType; isList: boolean } | undefined {
  const definition = "getFields" in parent ? parent.getFields()[field.name.value] : undefined;
  if (definition === undefined) return undefined;
  const type = getNamedType(definition.type);
  const isList = isListType(getNullableType(definition.type));
  return isCompositeType(type) ? { type, isList } : undefined;
}

function isConnectionType(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && type.name.endsWith("Connection") && "pageInfo" in type.getFields();
}
