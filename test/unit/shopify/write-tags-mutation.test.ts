import { parse, type FieldNode } from "graphql";
import { expect, test } from "vitest";
import { writeTagsMutation } from "../../../app/shopify/documents.ts";

test("All changes of a customer go in one request, removals before additions.", () => {
  const customers = [
    { add: true, remove: true },
    { add: false, remove: true },
    { add: true, remove: false },
  ];
  const [operation, ...others] = parse(writeTagsMutation(customers)).definitions;
  expect(others).toEqual([]);
  if (operation?.kind !== "OperationDefinition") throw new Error("it is one mutation");
  // GraphQL carries out the fields of a mutation one after the other.
  const fields = operation.selectionSet.selections.filter(
    (selection): selection is FieldNode => selection.kind === "Field",
  );
  const sent = fields.map(({ alias, name }) => `${alias?.value}: ${name.value}`);
  expect(sent).toEqual([
    "remove0: tagsRemove",
    "add0: tagsAdd",
    "remove1: tagsRemove",
    "add2: tagsAdd",
  ]);
});
