import { Kind, parseType } from "graphql";
import type { ArgumentNode, DocumentNode, FieldNode, TypeNode } from "graphql";
import { visit } from "graphql";

import type { BulkQuery } from "./check-bulk-query.ts";

/** Roots that are read at a time. */
const PAGE = 250;
/** A bulk query has no pages: every nested connection comes whole. GraphQL's largest Int. */
const ALL = 2 ** 31 - 1;

/** Where the page's own bookkeeping stands in the answer; no query of an app can choose the name. */
export const PAGE_KEY = "__page";

/**
 * Turns a bulk query into one that reads a page of roots, from `$after` on, with all their children.
 * The app's own `first` and `last` are ignored, as Shopify does.
 */
export function buildPageQuery({ prepared, root }: BulkQuery): DocumentNode {
  return visit(prepared.document, {
    OperationDefinition: (operation) => ({
      ...operation,
      variableDefinitions: [
        {
          kind: Kind.VARIABLE_DEFINITION as const,
          variable: variable("after"),
          type: parseType("String") as TypeNode,
        },
      ],
    }),
    Field: (field) => {
      if (field === root) return pageRoot(field);
      return selectsEdges(field)
        ? { ...field, arguments: [...keptArguments(field), int("first", ALL)] }
        : undefined;
    },
  });
}

function pageRoot(field: FieldNode): FieldNode {
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: "after" },
    value: variable("after"),
  };
  const page: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: PAGE_KEY },
    name: { kind: Kind.NAME, value: "pageInfo" },
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: ["hasNextPage", "endCursor"].map((value) => ({
        kind: Kind.FIELD,
        name: { kind: Kind.NAME, value },
      })),
    },
  };
  return {
    ...field,
    arguments: [...keptArguments(field), int("first", PAGE), after],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(field.selectionSet?.selections ?? []), page],
    },
  };
}

/** Only connections have edges. */
const selectsEdges = (field: FieldNode): boolean =>
  field.selectionSet?.selections.some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === "edges",
  ) === true;

const keptArguments = (field: FieldNode): ArgumentNode[] =>
  (field.arguments ?? []).filter(
    ({ name }) => !["first", "last", "after", "before"].includes(name.value),
  );

const int = (name: string, value: number): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value: { kind: Kind.INT, value: String(value) },
});

const variable = (name: string) => ({
  kind: Kind.VARIABLE as const,
  name: { kind: Kind.NAME as const, value: name },
});
