import { looksLikeAddress, type AddressKind, type HashAddress } from "../shared/addresses.ts";
import { IDENTITY_KINDS, isBlockedIdentity, type IdentityRef } from "../shared/identities.ts";
import { readId } from "./fields.ts";
import { firstId, looseId, looseObject, type Loose } from "./read-loose.ts";
import type { UserIdMeaning, WriteKeyKind } from "./write-key.ts";

const CUSTOMER_GID = /^gid:\/\/shopify\/Customer\/(\d{1,20})$/;
const ORDER_GID = /^gid:\/\/shopify\/Order\/(\d{1,20})$/;
// A merchant's own order numbers are short; Shopify's ids have had ten digits and more for years.
const SHOPIFY_ORDER_ID = /^\d{10,20}$/;
// A field that is called a token holds Shopify's. One that is called an id may hold a merchant's own: there
// only Shopify's shapes are taken, its gid and 32 hex digits.
const TOKEN = /^[A-Za-z0-9_-]{16,255}$/;
const TOKEN_AS_ID =
  /^(?:gid:\/\/shopify\/(?:Cart|Checkout)\/([A-Za-z0-9_-]{16,255})|([0-9a-f]{32}))$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NUMBER = /^\d+$/;
const CUSTOMER_ID_FIELDS = ["shopify_customer_id", "shopifyCustomerId"];

/**
 * Everybody that a message names, the most certain id first, each once. Placeholders are left out, and
 * addresses become hashes or, where the shop does not match addresses (`hashAddress` null), nothing. A
 * client's key, which anybody can read, names no customer and no order: their ids can be guessed.
 */
export function readApiIds(
  message: Loose,
  {
    kind,
    userIdIs,
    hashAddress,
  }: { kind: WriteKeyKind; userIdIs: UserIdMeaning; hashAddress: HashAddress | null },
): IdentityRef[] {
  const context = looseObject(message["context"]);
  const traits = looseObject(message["traits"]);
  const contextTraits = looseObject(context["traits"]);
  const properties = looseObject(message["properties"]);
  const people = [traits, contextTraits, properties];
  const hashed = (kind: AddressKind, address: string | null): IdentityRef[] => {
    const key = address === null ? null : (hashAddress?.(kind, address) ?? null);
    return key === null ? [] : [{ kind, key }];
  };
  const userRefs = (id: string | null): IdentityRef[] => {
    if (id === null) return [];
    const customerId = CUSTOMER_GID.exec(id)?.[1] ?? (userIdIs === "customer" ? readId(id) : null);
    if (customerId !== null) return [{ kind: "customer", key: customerId }];
    if (looksLikeAddress(id)) return [...hashed("email", id), ...hashed("phone", id)];
    return userIdIs === "user" ? [{ kind: "user", key: id }] : [];
  };
  const given: IdentityRef[] = [
    ...userRefs(looseId(message["userId"])),
    ...people.flatMap((source) => customerRefs(firstId(source, ...CUSTOMER_ID_FIELDS))),
    ...externalCustomerRefs(context),
    ...people.flatMap((source) => hashed("email", looseId(source["email"]))),
    ...people.flatMap((source) => hashed("phone", looseId(source["phone"]))),
    ...clientRefs(looseId(message["anonymousId"])),
    ...previousRefs(message, userRefs),
    ...sessionRefs(firstId(context, "sessionId", "session_id")),
    ...orderRefs(firstId(properties, "order_id", "orderId")),
    ...tokenRefs("checkout", properties),
    ...tokenRefs("cart", properties),
  ];
  const named = given.filter((ref) => !isBlockedIdentity(ref) && mayName(kind, ref));
  const unique = [...new Map(named.map((ref) => [`${ref.kind}:${ref.key}`, ref])).values()];
  return unique.toSorted((a, b) => IDENTITY_KINDS.indexOf(a.kind) - IDENTITY_KINDS.indexOf(b.kind));
}

const mayName = (key: WriteKeyKind, { kind }: IdentityRef): boolean =>
  key === "server" || (kind !== "customer" && kind !== "order");

function customerRefs(id: string | null): IdentityRef[] {
  const key = id === null ? null : (CUSTOMER_GID.exec(id)?.[1] ?? readId(id));
  return key === null ? [] : [{ kind: "customer", key }];
}

/** Segment's `externalIds` and RudderStack's `externalId`: lists of an id and its type. */
function externalCustomerRefs(context: Loose): IdentityRef[] {
  const lists = [context["externalIds"], context["externalId"]].flatMap((list): unknown[] =>
    Array.isArray(list) ? list : [],
  );
  return lists.map(looseObject).flatMap(({ id, type }) => {
    const isCustomer = typeof type === "string" && CUSTOMER_ID_FIELDS.includes(type);
    return isCustomer ? customerRefs(looseId(id)) : [];
  });
}

/** A browser or an app. UUIDs are one in either case: the storefront's own ids are in lower case. */
function clientRefs(id: string | null): IdentityRef[] {
  if (id === null || looksLikeAddress(id)) return [];
  return [{ kind: "client", key: UUID.test(id) ? id.toLowerCase() : id }];
}

/**
 * The id that an alias replaces: it may have been a userId or an anonymousId, and nothing tells which.
 * As both it meets the one that it was, and the other one names nobody.
 */
function previousRefs(
  message: Loose,
  userRefs: (id: string | null) => IdentityRef[],
): IdentityRef[] {
  if (message["type"] !== "alias") return [];
  const id = looseId(message["previousId"]);
  const asUser = userRefs(id);
  return asUser.some(({ kind }) => kind === "customer") ? asUser : [...asUser, ...clientRefs(id)];
}

/** A session's id is kept where it is random. A number is mostly the second of its start, which strangers share. */
function sessionRefs(id: string | null): IdentityRef[] {
  return id === null || NUMBER.test(id) || looksLikeAddress(id)
    ? []
    : [{ kind: "session", key: id }];
}

function orderRefs(id: string | null): IdentityRef[] {
  if (id === null) return [];
  const key = ORDER_GID.exec(id)?.[1] ?? (SHOPIFY_ORDER_ID.test(id) ? id : null);
  return key === null ? [] : [{ kind: "order", key }];
}

function tokenRefs(kind: "checkout" | "cart", properties: Loose): IdentityRef[] {
  const token = withoutQuery(firstId(properties, `${kind}_token`, `${kind}Token`));
  const id = TOKEN_AS_ID.exec(withoutQuery(firstId(properties, `${kind}_id`, `${kind}Id`)));
  const key = TOKEN.test(token) ? token : (id?.[1] ?? id?.[2]);
  return key === undefined ? [] : [{ kind, key }];
}

/** What follows a question mark opens the cart: it is cut, as in every token that is kept. */
const withoutQuery = (text: string | null): string => text?.split("?", 1)[0] ?? "";
