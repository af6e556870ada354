import { z } from "zod";
import type { ScoreField } from "../pipeline/activate/score-fields.ts";
import type { AdminApi, CostBucket } from "./admin-api.ts";
import {
  DEFINE_METAFIELD_MUTATION,
  DELETE_METAFIELDS_MUTATION,
  REMOVE_DEFINITION_MUTATION,
  SET_METAFIELDS_MUTATION,
} from "./documents.ts";

/** Shopify takes so many metafields in one call. */
export const METAFIELDS_PER_CALL = 25;

/** The namespace that is the app's alone: nobody else writes there, and no other app reads it. */
const NAMESPACE = "$app";

interface Definition {
  name: string;
  description: string;
  type: "number_integer" | "number_decimal" | "single_line_text_field";
}

/** As merchants read them beside a customer and in the segment editor. A type can never be changed. */
const DEFINITIONS: Record<ScoreField, Definition> = {
  intent: {
    name: "Kindling intent",
    description: "How close to buying, 0 to 100",
    type: "number_integer",
  },
  engagement: {
    name: "Kindling engagement",
    description: "How much they answer and look around, 0 to 100",
    type: "number_integer",
  },
  value: {
    name: "Kindling value",
    description: "How much they are worth against your other customers, 0 to 100",
    type: "number_integer",
  },
  behavior: {
    name: "Kindling behavior",
    description: "All three scores in one, 0 to 100",
    type: "number_integer",
  },
  chance_30_days: {
    name: "Kindling chance to buy",
    description: "Chance of an order within 30 days, in percent",
    type: "number_integer",
  },
  expected_value: {
    name: "Kindling expected value",
    description: "Revenue expected of the next 12 months, in the currency of the store",
    type: "number_decimal",
  },
  rfm_group: {
    name: "Kindling RFM group",
    description: "Group by recency, frequency and money of their orders",
    type: "single_line_text_field",
  },
};

const DefinedSchema = z.object({
  payload: z.object({
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

export type DefinitionAnswer = { outcome: "stands" } | { outcome: "refused"; reason: string };

/**
 * Makes the definition of a field, or finds that it stands. Merchants read it and filter by it; they do not
 * write it, and neither the storefront nor a customer's account shows it.
 */
export async function defineField(admin: AdminApi, field: ScoreField): Promise<DefinitionAnswer> {
  const definition = {
    ...DEFINITIONS[field],
    key: field,
    namespace: NAMESPACE,
    ownerType: "CUSTOMER",
    access: { admin: "MERCHANT_READ", storefront: "NONE", customerAccount: "NONE" },
    capabilities: { adminFilterable: { enabled: true } },
  };
  const { payload } = await admin.request(DEFINE_METAFIELD_MUTATION, { definition }, DefinedSchema);
  return readErrors(payload.userErrors, "TAKEN");
}

/** Removes a field's definition with its metafields of all customers. One that is gone is no error. */
export async function removeField(
  admin: AdminApi,
  field: ScoreField,
): Promise<{ outcome: "removed" } | { outcome: "refused"; reason: string }> {
  const identifier = { ownerType: "CUSTOMER", namespace: NAMESPACE, key: field };
  const { payload } = await admin.request(
    REMOVE_DEFINITION_MUTATION,
    { identifier },
    DefinedSchema,
  );
  const answer = readErrors(payload.userErrors, "NOT_FOUND");
  return answer.outcome === "stands" ? { outcome: "removed" } : answer;
}

function readErrors(
  errors: { code: string | null; message: string }[],
  harmless: string,
): DefinitionAnswer {
  const [error] = errors.filter(({ code }) => code !== harmless);
  return error === undefined
    ? { outcome: "stands" }
    : { outcome: "refused", reason: `${error.message} (${error.code ?? "no code"})` };
}

interface FieldOf {
  customerId: string;
  field: ScoreField;
}

const ownerOf = (customerId: string): string => `gid://shopify/Customer/${customerId}`;

const SetSchema = z.object({
  payload: z.object({
    userErrors: z.array(z.object({ elementIndex: z.number().nullable(), message: z.string() })),
  }),
});

export type SetAnswer =
  | { outcome: "set" }
  /** Nothing was written. Customers by why they were refused; the others may be tried without them. */
  | { outcome: "refused"; customers: Map<string, string> }
  | { outcome: "failed"; reason: string };

/** Sets up to 25 fields, all or none. Again is harmless. */
export async function setFields(
  admin: AdminApi,
  fields: (FieldOf & { value: string })[],
  onBucket: (bucket: CostBucket) => void,
): Promise<SetAnswer> {
  const metafields = fields.map(({ customerId, field, value }) => ({
    ownerId: ownerOf(customerId),
    namespace: NAMESPACE,
    key: field,
    type: DEFINITIONS[field].type,
    value,
  }));
  const variables = { metafields };
  const { payload } = await admin.request(SET_METAFIELDS_MUTATION, variables, SetSchema, onBucket);
  const [first] = payload.userErrors;
  if (first === undefined) return { outcome: "set" };
  const customers = new Map<string, string>();
  for (const { elementIndex, message } of payload.userErrors) {
    const refused = elementIndex === null ? undefined : fields[elementIndex];
    if (refused !== undefined) customers.set(refused.customerId, message);
  }
  return customers.size > 0
    ? { outcome: "refused", customers }
    : { outcome: "failed", reason: first.message };
}

const DeletedSchema = z.object({
  payload: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

/** Removes fields; what is not there is no error. @returns null, or why Shopify refused */
export async function deleteFields(
  admin: AdminApi,
  fields: FieldOf[],
  onBucket: (bucket: CostBucket) => void,
): Promise<string | null> {
  const metafields = fields.map(({ customerId, field }) => ({
    ownerId: ownerOf(customerId),
    namespace: NAMESPACE,
    key: field,
  }));
  const variables = { metafields };
  const { payload } = await admin.request(
    DELETE_METAFIELDS_MUTATION,
    variables,
    DeletedSchema,
    onBucket,
  );
  return payload.userErrors[0]?.message ?? null;
}
