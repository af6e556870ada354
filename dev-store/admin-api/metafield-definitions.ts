import type { MetafieldDefinition } from "../state/types.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { toGid } from "./gid.ts";
import { resolveNamespace } from "./metafield-store.ts";
import { METAFIELD_TYPES } from "./metafields-set.ts";
import { notImplemented } from "./not-implemented.ts";

export interface DefinitionInput {
  ownerType: string;
  namespace?: string | null;
  key: string;
  name: string;
  description?: string | null;
  type: string;
  access?: { admin?: string | null; storefront?: string | null; customerAccount?: string | null };
  capabilities?: { adminFilterable?: { enabled: boolean } | null } | null;
}

interface Identifier {
  ownerType: string;
  namespace?: string | null;
  key: string;
}

interface Refusal {
  code: string;
  field: string[];
  message: string;
}

const KEY = /^[A-Za-z0-9_-]+$/;
/** Types of which the segment editor makes filters. */
const FILTERABLE = new Set([
  "boolean",
  "date_time",
  "number_decimal",
  "number_integer",
  "single_line_text_field",
]);
const MAX_PER_APP = 256;

export function createDefinition(context: ApiContext, input: DefinitionInput): ApiNode {
  requireCustomers(context, input.ownerType, "metafieldDefinitionCreate");
  const namespace = resolveNamespace(input.namespace, context.app.clientId);
  const refusal = check(context, { ...input, namespace });
  if (refusal !== null) {
    const error = { __typename: "MetafieldDefinitionCreateUserError", ...refusal };
    return {
      __typename: "MetafieldDefinitionCreatePayload",
      createdDefinition: null,
      userErrors: [{ ...error, elementIndex: null, elementKey: null }],
    };
  }
  const definition = context.definitions.create({
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type,
    adminAccess: input.access?.admin ?? null,
    isAdminFilterable: input.capabilities?.adminFilterable?.enabled ?? false,
  });
  return {
    __typename: "MetafieldDefinitionCreatePayload",
    createdDefinition: toDefinitionNode(definition),
    userErrors: [],
  };
}

export function deleteDefinition(
  context: ApiContext,
  args: {
    id?: string | null;
    identifier?: Identifier | null;
    deleteAllAssociatedMetafields?: boolean | null;
  },
): ApiNode {
  const { identifier } = args;
  if (identifier === undefined || identifier === null) {
    throw notImplemented("metafieldDefinitionDelete by id");
  }
  requireCustomers(context, identifier.ownerType, "metafieldDefinitionDelete");
  const namespace = resolveNamespace(identifier.namespace, context.app.clientId);
  const found = context.definitions.find(identifier.ownerType, namespace, identifier.key);
  if (found === undefined) {
    return deleted(null, [
      { code: "NOT_FOUND", field: ["identifier"], message: "Definition not found." },
    ]);
  }
  if (args.deleteAllAssociatedMetafields !== true && namespace.startsWith("app--")) {
    return deleted(null, [
      {
        code: "RESERVED_NAMESPACE_ORPHANED_METAFIELDS",
        field: ["deleteAllAssociatedMetafields"],
        message:
          "Deleting a definition in a reserved namespace requires deletion of its associated metafields.",
      },
    ]);
  }
  context.definitions.remove(found);
  return deleted(found, []);
}

function check(context: ApiContext, input: DefinitionInput & { namespace: string }) {
  const refuse = (field: string, code: string, message: string): Refusal => ({
    code,
    field: ["definition", field],
    message,
  });
  const { key, name, type, ownerType, namespace, access, capabilities } = input;
  if (key.length < 2) return refuse("key", "TOO_SHORT", "Key is too short (minimum is 2)");
  if (key.length > 64) return refuse("key", "TOO_LONG", "Key is too long (maximum is 64)");
  if (!KEY.test(key))
    return refuse("key", "INVALID_CHARACTER", "Key contains an invalid character");
  if (name.trim() === "") return refuse("name", "BLANK", "Name can't be blank");
  if (name.length > 255) return refuse("name", "TOO_LONG", "Name is too long (maximum is 255)");
  if (!METAFIELD_TYPES.has(type)) throw notImplemented(`metafield definitions of type ${type}`);
  const isOwn = namespace.startsWith("app--");
  if ((access?.admin ?? null) !== null && !isOwn) {
    return refuse("access", "ADMIN_ACCESS_INPUT_NOT_ALLOWED", "Admin access is for app-owned ones");
  }
  if (capabilities?.adminFilterable?.enabled === true && !FILTERABLE.has(type)) {
    return refuse("capabilities", "INVALID_CAPABILITY", "The capability is invalid");
  }
  if (context.definitions.find(ownerType, namespace, key) !== undefined) {
    return refuse("key", "TAKEN", `Key is in use for ${ownerType} metafields on the namespace`);
  }
  if (context.definitions.all().length >= MAX_PER_APP) {
    return refuse("key", "RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP", "The limit has been exceeded");
  }
  return null;
}

function deleted(definition: MetafieldDefinition | null, refusals: Refusal[]): ApiNode {
  return {
    __typename: "MetafieldDefinitionDeletePayload",
    deletedDefinitionId: definition === null ? null : toGid("MetafieldDefinition", definition.id),
    userErrors: refusals.map((refusal) => ({
      __typename: "MetafieldDefinitionDeleteUserError",
      ...refusal,
    })),
  };
}

function toDefinitionNode(definition: MetafieldDefinition): ApiNode {
  const { id, name, namespace, key, description, ownerType } = definition;
  return {
    __typename: "MetafieldDefinition",
    id: toGid("MetafieldDefinition", id),
    name,
    namespace,
    key,
    description,
    ownerType,
  };
}

function requireCustomers(context: ApiContext, ownerType: string, fieldName: string): void {
  if (ownerType !== "CUSTOMER") throw notImplemented(`${fieldName} of ${ownerType}`);
  context.access.requireScope("write_customers", fieldName, context.scopes);
}
