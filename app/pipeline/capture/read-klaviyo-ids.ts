import { looksLikeAddress, type AddressKind, type HashAddress } from "../shared/addresses.ts";
import { isBlockedIdentity, type IdentityRef } from "../shared/identities.ts";
import { readId } from "./fields.ts";
import { firstId, looseObject, type Loose } from "./read-loose.ts";

// A shop's own numbering of people is shorter than Shopify's ids of customers have been for years.
const SHOPIFY_CUSTOMER_ID = /^(?:gid:\/\/shopify\/Customer\/\d{1,20}|\d{10,20})$/;
const CUSTOMER_ID_FIELDS = ["shopify_customer_id", "Shopify Customer ID", "Shopify Customer Id"];
const EMAIL_FIELDS = ["email_address", "email", "$email", "Recipient Email Address"];
const PHONE_FIELDS = ["phone_number", "$phone_number"];

/**
 * Whom an event names, the most certain id first: a customer where the profile's external id is Shopify's
 * or a property says so, else the merchant's own id, and hashes of addresses where the shop matches them.
 * Klaviyo's own ids of profiles name nobody to us.
 */
export function readKlaviyoIds(payload: Loose, hashAddress: HashAddress | null): IdentityRef[] {
  const attributes = looseObject(looseObject(payload["data"])["attributes"]);
  const event = looseObject(attributes["event_properties"]);
  const profile = findProfile(payload);
  const properties = looseObject(profile["properties"]);
  const hashed = (kind: AddressKind, address: string | null): IdentityRef[] => {
    const key = address === null ? null : (hashAddress?.(kind, address) ?? null);
    return key === null ? [] : [{ kind, key }];
  };
  const told = [properties, event].map((source) => firstId(source, ...CUSTOMER_ID_FIELDS));
  const ids: IdentityRef[] = [
    ...told.flatMap(customerRefs),
    ...externalRefs(firstId(profile, "external_id")),
    ...hashed("email", firstId(profile, "email") ?? firstId(event, ...EMAIL_FIELDS)),
    ...hashed("phone", firstId(profile, "phone_number") ?? firstId(event, ...PHONE_FIELDS)),
  ];
  const named = ids.filter((ref) => !isBlockedIdentity(ref));
  return [...new Map(named.map((ref) => [`${ref.kind}:${ref.key}`, ref])).values()];
}

/** The profile's attributes where the payload includes them, in either place that JSON:API has for them. */
function findProfile(payload: Loose): Loose {
  const included: unknown[] = Array.isArray(payload["included"]) ? payload["included"] : [];
  const found = included.map(looseObject).find(({ type }) => type === "profile");
  const relationships = looseObject(looseObject(payload["data"])["relationships"]);
  const related = looseObject(looseObject(relationships["profile"])["data"]);
  return looseObject((found ?? related)["attributes"]);
}

function customerRefs(id: string | null): IdentityRef[] {
  const key = readId(id);
  return key === null ? [] : [{ kind: "customer", key }];
}

function externalRefs(id: string | null): IdentityRef[] {
  if (id === null || looksLikeAddress(id)) return [];
  return SHOPIFY_CUSTOMER_ID.test(id) ? customerRefs(id) : [{ kind: "user", key: id }];
}
