import { GraphQLError, Kind, parse, validate } from "graphql";
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
} from "graphql";

export interface PreparedDocument {
  document: DocumentNode;
  operations: OperationDefinitionNode[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** A document ready to run, or the reasons why it never will. */
export type Preparation = PreparedDocument | { errors: readonly GraphQLError[] };

const KEPT = 1000;

/** Parses and validates each text once. */
export function createDocumentCache(schema: GraphQLSchema): (text: string) => Preparation {
  const kept = new Map<string, Preparation>();
  return (text) => {
    let prepared = kept.get(text);
    if (prepared === undefined) {
      prepared = prepareDocument(schema, text);
      if (kept.size >= KEPT) kept.clear();
      kept.set(text, prepared);
    }
    return prepared;
  };
}

export function prepareDocument(schema: GraphQLSchema, text: string): Preparation {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  return { document, operations, fragments };
}

/** The operation to run: the named one, or the only one. */
export function chooseOperation(
  prepared: PreparedDocument,
  name: string | null | undefined,
): OperationDefinitionNode | undefined {
  if (name === null || name === undefined || name === "") {
    return prepared.operations.length === 1 ? prepared.operations[0] : undefined;
  }
  return prepared.operations.find((operation) => operation.name?.value === name);
}
