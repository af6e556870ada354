import type { ApiContext, ApiNode } from "./api-node.ts";
import { findNode } from "./find-node.ts";
import { parseGid } from "./gid.ts";
import { digestOf, resolveNamespace } from "./metafield-store.ts";
import { toMetafieldNode } from "./nodes/metafield-node.ts";
import { notImplemented } from "./not-implemented.ts";

export interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

interface Refusal {
  elementIndex: number;
  field: string[];
  code: string;
  message: string;
}

const MAX_METAFIELDS = 25;
const MAX_JSON_BYTES = 128 * 1024;
const MAX_VALUE_BYTES = 64 * 1024;

/** Which values a type takes. Types that are not here are not imitated. */
export const METAFIELD_TYPES = new Map<string, (value: string) => boolean>([
  ["single_line_text_field", (value) => !/[\r\n]/.test(value)],
  ["multi_line_text_field", () => true],
  ["number_integer", (value) => /^-?\d{1,16}$/.test(value)],
  ["number_decimal", (value) => /^-?\d{1,13}(\.\d{1,9})?$/.test(value)],
  ["boolean", (value) => value === "true" || value === "false"],
  ["date_time", (value) => !Number.isNaN(Date.parse(value))],
  ["json", isJson],
]);

/** Owners whose metafields the app may write, with the scope that it needs. */
const OWNER_SCOPES = new Map<string, string | null>([
  ["Customer", "write_customers"],
  ["Order", "write_orders"],
  ["Product", "write_products"],
  ["Shop", null],
  ["AppInstallation", null],
]);

/** All or nothing, as Shopify does it. */
export function setMetafields(context: ApiContext, inputs: readonly MetafieldInput[]): ApiNode {
  if (inputs.length > MAX_METAFIELDS) {
    return answer(null, [
      {
        elementIndex: 0,
        field: ["metafields"],
        code: "LESS_THAN_OR_EQUAL_TO",
        message: `Exceeded the maximum metafields input limit of ${MAX_METAFIELDS}.`,
      },
    ]);
  }
  const refusals = inputs.flatMap((input, index) => check(context, input, index));
  if (refusals.length > 0) return answer(null, refusals);
  const written = inputs.map((input) => {
    const namespace = resolveNamespace(input.namespace, context.app.clientId);
    const before = context.metafields.find(input.ownerId, namespace, input.key);
    const ownerType = parseGid(input.ownerId).type.toUpperCase();
    const defined = context.definitions.find(ownerType, namespace, input.key)?.type;
    const type = input.type ?? before?.type ?? defined ?? "single_line_text_field";
    const { ownerId, key, value } = input;
    return context.metafields.set({ ownerId, namespace, key, type, value }, context.now);
  });
  return answer(written.map(toMetafieldNode), []);
}

function check(context: ApiContext, input: MetafieldInput, index: number): Refusal[] {
  const refuse = (field: string, code: string, message: string): Refusal[] => [
    { elementIndex: index, field: ["metafields", String(index), field], code, message },
  ];
  const { type: ownerType } = parseGid(input.ownerId);
  const scope = OWNER_SCOPES.get(ownerType);
  if (scope === undefined) throw notImplemented(`metafieldsSet on ${ownerType}`);
  if (scope !== null) context.access.requireScope(scope, "metafieldsSet", context.scopes);
  if (findNode(context, input.ownerId) === null) {
    return refuse("ownerId", "INVALID", "Owner does not exist.");
  }

  const namespace = resolveNamespace(input.namespace, context.app.clientId);
  const before = context.metafields.find(input.ownerId, namespace, input.key);
  const definition = context.definitions.find(ownerType.toUpperCase(), namespace, input.key);
  const type = input.type ?? before?.type ?? definition?.type;
  if (type === undefined) return refuse("type", "BLANK", "Type can't be blank");
  if (definition !== undefined && definition.type !== type) {
    return refuse(
      "type",
      "INVALID_TYPE",
      `Type must be consistent with the definition's type: ${definition.type}.`,
    );
  }
  const accepts = METAFIELD_TYPES.get(type);
  if (accepts === undefined) throw notImplemented(`metafields of type ${type}`);
  if (input.key.length < 2)
    return refuse("key", "TOO_SHORT", "Key is too short (minimum is 2 characters)");
  if (input.key.length > 64)
    return refuse("key", "TOO_LONG", "Key is too long (maximum is 64 characters)");
  if (input.value === "") return refuse("value", "BLANK", "Value can't be blank");
  const limit = type === "json" ? MAX_JSON_BYTES : MAX_VALUE_BYTES;
  if (Buffer.byteLength(input.value) > limit)
    return refuse("value", "TOO_LONG", "Value is too long.");
  if (!accepts(input.value)) {
    return refuse("value", "INVALID_VALUE", `Value is not a valid ${type}.`);
  }
  if (input.compareDigest !== undefined) {
    const digest = before === undefined ? null : digestOf(before);
    if (digest !== input.compareDigest) {
      return refuse(
        "compareDigest",
        "STALE_OBJECT",
        "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
      );
    }
  }
  return [];
}

function answer(metafields: ApiNode[] | null, userErrors: Refusal[]): ApiNode {
  return {
    __typename: "MetafieldsSetPayload",
    metafields,
    userErrors: userErrors.map((error) => ({ __typename: "MetafieldsSetUserError", ...error })),
  };
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
