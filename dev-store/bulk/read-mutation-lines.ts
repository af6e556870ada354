import { execute } from "graphql";

import type { ApiContext } from "../admin-api/api-node.ts";
import { createMutationRoot } from "../admin-api/mutation-root.ts";
import { resolveField } from "../admin-api/resolve-field.ts";
import { loadAdminSchema } from "../admin-api/schema.ts";
import type { BulkOperation } from "./bulk-store.ts";
import type { BulkPage } from "./bulk-runner.ts";
import { checkBulkMutation } from "./check-bulk-mutation.ts";
import { readUpload } from "./staged-uploads.ts";

/** Lines that are written in one commit: a runner that is stopped in the middle has written whole ones. */
const LINES_AT_ONCE = 25;

/**
 * Runs a mutation once for each line of variables. A line that fails keeps no other from being written: what became of
 * it stands in the result, under its number.
 */
export function openMutationLines(
  context: ApiContext,
  operation: BulkOperation,
): (context: ApiContext, after: string | null) => BulkPage {
  const { schema } = loadAdminSchema();
  const checked = checkBulkMutation(schema, operation.query);
  if ("refusal" in checked) throw new Error(checked.refusal);
  const { database, record } = context.state;
  const path = operation.uploadPath ?? "";
  const lines = (readUpload(database, { shop: record.domain, path }) ?? "")
    .split("\n")
    .filter((line) => line.trim() !== "");

  const run = (context: ApiContext, line: string, number: number): object => {
    const variables = parseVariables(line);
    if (variables === undefined) {
      return { errors: [{ message: "The line is no JSON object" }], __lineNumber: number };
    }
    const result = execute({
      schema,
      document: checked.document,
      rootValue: createMutationRoot(context),
      contextValue: context,
      variableValues: variables,
      fieldResolver: resolveField,
    });
    if (result instanceof Promise) throw new Error("No resolver of the dev store may be async.");
    return { ...result, __lineNumber: number };
  };

  return (context, after) => {
    const from = Number(after ?? 0);
    const taken = lines.slice(from, from + LINES_AT_ONCE);
    const rows = database.transaction(() =>
      taken.map((line, index) => run(context, line, from + index)),
    );
    const next = from + taken.length;
    return { rows, roots: rows.length, next: next < lines.length ? String(next) : null };
  };
}

function parseVariables(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
