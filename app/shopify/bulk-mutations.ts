import { z } from "zod";
import { AdminApiError, type AdminApi } from "./admin-api.ts";
import { BUSY, readRefusal } from "./bulk-operations.ts";
import {
  BULK_MUTATIONS_QUERY,
  CANCEL_BULK_MUTATION,
  RUN_BULK_MUTATION_MUTATION,
  STAGE_UPLOAD_MUTATION,
} from "./documents.ts";

/** Where a file goes that Shopify is to read: an address, and the fields that a form must send along. */
export interface UploadTarget {
  url: string;
  fields: { name: string; value: string }[];
  /** By which Shopify is told of the file. */
  path: string;
}

const StageSchema = z.object({
  payload: z.object({
    stagedTargets: z
      .array(
        z.object({
          url: z.string().startsWith("https://"),
          parameters: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      )
      .nullable(),
    userErrors: z.array(z.object({ message: z.string() })),
  }),
});

/** Asks for a place for the variables of a bulk mutation. @throws AdminApiError also where Shopify gives none */
export async function stageVariables(admin: AdminApi): Promise<UploadTarget> {
  const input = {
    resource: "BULK_MUTATION_VARIABLES",
    filename: "variables.jsonl",
    mimeType: "text/jsonl",
    httpMethod: "POST",
  };
  const { payload } = await admin.request(STAGE_UPLOAD_MUTATION, { input: [input] }, StageSchema);
  const [target] = payload.stagedTargets ?? [];
  const path = target?.parameters.find(({ name }) => name === "key")?.value;
  if (target === undefined || path === undefined) {
    const message = payload.userErrors[0]?.message ?? "Shopify gave no place for an upload";
    throw new AdminApiError({ kind: "graphql", code: null, message }, message);
  }
  return { url: target.url, fields: target.parameters, path };
}

export type StartedBulkMutation =
  | { outcome: "started"; id: string }
  /** As many operations run in this shop as may. */
  | { outcome: "busy"; reason: string }
  /** The app may not run it, or not this one: nothing was begun. */
  | { outcome: "refused"; reason: string };

const RunSchema = z.object({
  payload: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

/** Asks Shopify to run a mutation for each line of a file. @throws AdminApiError when trying again may help */
export async function startBulkMutation(
  admin: AdminApi,
  { mutation, path }: { mutation: string; path: string },
): Promise<StartedBulkMutation> {
  try {
    const variables = { mutation, path };
    const { payload } = await admin.request(RUN_BULK_MUTATION_MUTATION, variables, RunSchema);
    const [refusal] = payload.userErrors;
    const reason = refusal?.message ?? "Shopify started no operation";
    if (refusal?.code && BUSY.has(refusal.code)) return { outcome: "busy", reason };
    if (payload.bulkOperation === null) return { outcome: "refused", reason };
    return { outcome: "started", id: payload.bulkOperation.id };
  } catch (error) {
    return { outcome: "refused", reason: readRefusal(error) };
  }
}

/** Asks Shopify to stop an operation. It may write some more lines, or be over already: its state tells. */
export async function cancelBulkOperation(admin: AdminApi, id: string): Promise<void> {
  await admin.request(CANCEL_BULK_MUTATION, { id }, z.unknown());
}

const ListSchema = z.object({
  operations: z.object({ nodes: z.array(z.object({ id: z.string(), query: z.string() })) }),
});

/** The bulk mutation whose text holds a name, of those begun since an instant; null: Shopify began none. */
export async function findBulkMutation(
  admin: AdminApi,
  { name, since }: { name: string; since: number },
): Promise<string | null> {
  const query = `operation_type:mutation created_at:>='${new Date(since).toISOString()}'`;
  const { operations } = await admin.request(BULK_MUTATIONS_QUERY, { query }, ListSchema);
  return operations.nodes.find((operation) => operation.query.includes(name))?.id ?? null;
}
