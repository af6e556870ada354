import type { ApiContext, ApiNode } from "../admin-api/api-node.ts";
import { notImplemented } from "../admin-api/not-implemented.ts";
import type { FlowField } from "./read-flow-extensions.ts";
import { openFlowStore } from "./flow-store.ts";

const MAX_PAYLOAD_BYTES = 50_000;

/**
 * Takes a trigger in. Flow knows no idempotency: what is sent twice runs twice. Of the refusals Shopify's words are
 * known for the handle and the size alone.
 */
export function receiveTrigger(
  context: ApiContext,
  args: { handle?: string | null; payload?: unknown; body?: string | null },
): ApiNode {
  if ((args.body ?? null) !== null) throw notImplemented("flowTriggerReceive with a body");
  const trigger = context.flow.triggers.find(({ handle }) => handle === args.handle);
  if (trigger === undefined) return refuse(`Invalid handle '${args.handle ?? ""}'.`);
  const { payload } = args;
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) {
    return refuse("Invalid payload.");
  }
  if (Buffer.byteLength(JSON.stringify(payload)) > MAX_PAYLOAD_BYTES) {
    return refuse(`Properties size exceeds the limit of ${MAX_PAYLOAD_BYTES} bytes.`);
  }
  const values = new Map<string, unknown>(Object.entries(payload));
  for (const field of trigger.fields) {
    if (field.type === "customer_reference") {
      context.access.requireScope("read_customers", "flowTriggerReceive", context.scopes);
    }
    const value = values.get(field.name);
    if (value === undefined || value === null) return refuse(`'${field.name}' is missing.`);
    if (!isOfType(field, value)) return refuse(`'${field.name}' is not a valid ${field.type}.`);
  }
  const unknown = [...values.keys()].find(
    (name) => !trigger.fields.some((field) => field.name === name),
  );
  if (unknown !== undefined) return refuse(`'${unknown}' is not a property of the trigger.`);
  const { database, record } = context.state;
  openFlowStore(database, record.domain).add({
    handle: trigger.handle,
    payload: Object.fromEntries(values),
    at: context.now,
  });
  return { __typename: "FlowTriggerReceivePayload", userErrors: [] };
}

function isOfType({ type }: FlowField, value: unknown): boolean {
  switch (type) {
    case "customer_reference":
      return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
    case "number_decimal":
      return typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    default:
      return typeof value === "string" && !/[\r\n]/.test(value);
  }
}

function refuse(message: string): ApiNode {
  const text = `Errors validating schema:\n  ${message}\n`;
  return {
    __typename: "FlowTriggerReceivePayload",
    userErrors: [{ __typename: "UserError", field: ["body"], message: text }],
  };
}
