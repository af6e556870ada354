import { z } from "zod";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { AdminApiError, type AdminApi } from "./admin-api.ts";
import { BULK_OPERATION_QUERY, RUN_BULK_QUERY_MUTATION } from "./documents.ts";

export type StartedBulkQuery =
  | { outcome: "started"; id: string }
  /** As many of the app's operations run in this shop as may: try again later. */
  | { outcome: "busy" }
  /** The app may not run it, or not this one: trying again is useless until somebody acts. */
  | { outcome: "refused"; reason: string };

const RunSchema = z.object({
  payload: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

export const BUSY = new Set(["OPERATION_IN_PROGRESS", "LIMIT_REACHED"]);

/** Asks Shopify to run a query over everything there is. `group` lets children follow their parents. */
export async function startBulkQuery(
  admin: AdminApi,
  { query, group }: { query: string; group: boolean },
): Promise<StartedBulkQuery> {
  try {
    const variables = { query, groupObjects: group };
    const { payload } = await admin.request(RUN_BULK_QUERY_MUTATION, variables, RunSchema);
    const [refusal] = payload.userErrors;
    if (refusal?.code && BUSY.has(refusal.code)) return { outcome: "busy" };
    if (payload.bulkOperation === null) {
      return { outcome: "refused", reason: refusal?.message ?? "Shopify started no operation" };
    }
    return { outcome: "started", id: payload.bulkOperation.id };
  } catch (error) {
    return { outcome: "refused", reason: readRefusal(error) };
  }
}

/** @throws the error itself when trying again may help */
export function readRefusal(error: unknown): string {
  if (error instanceof AdminApiError && error.failure.kind === "refused") return error.message;
  throw error;
}

export type BulkOperationState =
  | { outcome: "running" }
  /** `url` is null when there is nothing. */
  | { outcome: "completed"; url: string | null }
  /**
   * It failed, was canceled, its result has expired, or nobody knows it any more: start another one. `partialUrl`:
   * what a failed one did before, where it tells.
   */
  | { outcome: "over"; reason: string; partialUrl: string | null }
  /** The app may not read it: trying again is useless until somebody acts. */
  | { outcome: "refused"; reason: string };

const STATUSES = [
  "CREATED",
  "RUNNING",
  "CANCELING",
  "CANCELED",
  "COMPLETED",
  "FAILED",
  "EXPIRED",
] as const;

const OperationSchema = z.object({
  operation: z
    .object({
      status: z.enum(STATUSES),
      errorCode: z.string().nullable(),
      url: z.string().startsWith("https://").nullable(),
      partialDataUrl: z.string().startsWith("https://").nullable(),
    })
    .nullable(),
});

export async function readBulkOperation(admin: AdminApi, id: string): Promise<BulkOperationState> {
  let operation: z.infer<typeof OperationSchema>["operation"];
  try {
    ({ operation } = await admin.request(BULK_OPERATION_QUERY, { id }, OperationSchema));
  } catch (error) {
    return { outcome: "refused", reason: readRefusal(error) };
  }
  const over = (reason: string, partialUrl: string | null = null): BulkOperationState => ({
    outcome: "over",
    reason,
    partialUrl,
  });
  if (operation === null) return over("Shopify knows it no more");
  const { status, errorCode, url, partialDataUrl } = operation;
  switch (status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      return { outcome: "running" };
    case "COMPLETED":
      return { outcome: "completed", url };
    case "FAILED":
      return errorCode === "ACCESS_DENIED"
        ? { outcome: "refused", reason: "The bulk operation asks for what the app may not do" }
        : over(`It failed with ${errorCode}`, partialDataUrl);
    case "CANCELED":
    case "EXPIRED":
      return over(`It is ${status.toLowerCase()}`);
    default:
      return assertNever(status);
  }
}
