import type { HashAddress } from "../shared/addresses.ts";
import { findNamedEvent, foldEventName, type NamedEvent } from "../shared/event-names.ts";
import type { IdentityRef } from "../shared/identities.ts";
import { DAY_MS, type Instant } from "../shared/time.ts";
import { isConsentDenied } from "./api-consent.ts";
import { API_MESSAGE_TYPES, type ApiMessageType, type ApiMessageWire } from "./api-wire.ts";
import { isInstantText, readId } from "./fields.ts";
import { readApiIds } from "./read-api-ids.ts";
import { firstWord, looseId, looseObject, type Loose } from "./read-loose.ts";
import type { UserIdMeaning, WriteKeyKind } from "./write-key.ts";

/** How far back a merchant's server may tell what happened: more than any score looks back. */
const MAX_API_AGE_DAYS = 3 * 366;

/** Why a message was refused, in one word for the counters. */
export type ApiRefusal = "malformed" | "too-large" | "too-old" | "no-identity" | "no-consent";

export interface ApiReading {
  kind: WriteKeyKind;
  userIdIs: UserIdMeaning;
  receivedAt: Instant;
  /** A digest of a text, 20 to 64 letters, digits, `-` and `_`: the same text gives the same one. */
  digest: (text: string) => string;
  /** null: the shop does not match addresses. */
  hashAddress: HashAddress | null;
}

export type ReadApiMessage =
  | { outcome: "accepted"; wire: ApiMessageWire }
  /** It is well, and says nothing that is kept. `name` tells which kind of message that was. */
  | { outcome: "ignored"; name: string }
  | { outcome: "refused"; why: ApiRefusal; reason: string };

const TYPES: readonly string[] = API_MESSAGE_TYPES;
const isType = (type: unknown): type is ApiMessageType =>
  typeof type === "string" && TYPES.includes(type);

/** Reads one message of the HTTP API down to what may be kept: ids, its kind, times, product and campaign. */
export function readApiMessage(message: Loose, reading: ApiReading): ReadApiMessage {
  const { type } = message;
  if (isConsentDenied(message["context"])) {
    return refuse("no-consent", "context: the person denied analytics");
  }
  if (type === "group") return { outcome: "ignored", name: "group" };
  if (!isType(type)) return refuse("malformed", `type: expected one of ${TYPES.join(", ")}, group`);
  const name = type === "track" ? looseId(message["event"]) : null;
  if (type === "track" && name === null) return refuse("malformed", "event: expected a name");
  const times = readTimes(message);
  if (times === null) {
    return refuse("malformed", "timestamp: expected an ISO 8601 time with its offset");
  }
  if (isTooOld(times, reading)) {
    return refuse("too-old", `timestamp: expected one of the last ${MAX_API_AGE_DAYS} days`);
  }
  const ids = readApiIds(message, reading);
  if (ids.length === 0) {
    const reason = "userId, anonymousId: expected an id that names somebody and is no address";
    return refuse("no-identity", reason);
  }
  const event = name === null ? null : findNamedEvent(name);
  if (event === undefined) return { outcome: "ignored", name: name ?? type };
  // A message that counts nothing must tie two ids at least.
  if (!isBehavior(type, event, ids) && ids.length === 1) {
    return { outcome: "ignored", name: name ?? type };
  }
  const wire: ApiMessageWire = {
    messageId: reading.digest(messageIdOf(message, reading)),
    key: reading.kind,
    type,
    event: event === null ? null : foldEventName(event.name),
    ...times,
    ids,
    productId: readProductId(looseObject(message["properties"])),
    campaign: firstWord(...campaignNames(message)),
    visit: type === "page" || type === "screen" ? readVisit(message) : null,
  };
  return { outcome: "accepted", wire };
}

function refuse(why: ApiRefusal, reason: string): ReadApiMessage {
  return { outcome: "refused", why, reason };
}

function isBehavior(
  type: ApiMessageType,
  event: NamedEvent | null,
  ids: readonly IdentityRef[],
): boolean {
  if (event === null) return type === "page" || type === "screen";
  if (event.signal === null) return false;
  return !event.needsCheckout || ids.some(({ kind }) => kind === "checkout");
}

/**
 * When it happened. `originalTimestamp` and `timestamp` by the sender's clock are corrected by `sentAt`
 * later. Where both stand, `timestamp` was corrected already, or set on purpose: it holds.
 */
function readTimes(message: Loose): Pick<ApiMessageWire, "timestamp" | "sentAt"> | null {
  const { originalTimestamp = null, timestamp = null, sentAt = null } = message;
  for (const text of [originalTimestamp, timestamp]) {
    if (text !== null && !isInstantText(text)) return null;
  }
  const given = timestamp ?? originalTimestamp;
  const isFinal = timestamp !== null && originalTimestamp !== null;
  return {
    timestamp: isInstantText(given) ? given : null,
    sentAt: !isFinal && isInstantText(sentAt) ? sentAt : null,
  };
}

function isTooOld(
  { timestamp, sentAt }: Pick<ApiMessageWire, "timestamp" | "sentAt">,
  { kind, receivedAt }: ApiReading,
): boolean {
  // What a browser says of the past is cut to a week later.
  if (timestamp === null || kind === "client") return false;
  const sent = sentAt === null ? receivedAt : Date.parse(sentAt);
  return sent - Date.parse(timestamp) > MAX_API_AGE_DAYS * DAY_MS;
}

/** The sender's id of the message; without one, the message itself, and the instant where it has no time. */
function messageIdOf(message: Loose, { receivedAt }: ApiReading): string {
  const id = looseId(message["messageId"]);
  if (id !== null) return id;
  const { timestamp, originalTimestamp } = message;
  const isTimed = isInstantText(timestamp) || isInstantText(originalTimestamp);
  const { sentAt: _, ...content } = message;
  return JSON.stringify([isTimed ? null : receivedAt, content]);
}

function readProductId(properties: Loose): string | null {
  const { products } = properties;
  const only = Array.isArray(products) && products.length === 1 ? looseObject(products[0]) : {};
  for (const source of [properties, only]) {
    for (const field of ["shopify_product_id", "product_id", "productId"]) {
      const id = readId(source[field]);
      if (id !== null) return id;
    }
  }
  return null;
}

function campaignNames(message: Loose): unknown[] {
  const properties = looseObject(message["properties"]);
  return [
    properties["campaign_name"],
    looseObject(properties["campaign"])["name"],
    readUtm(message)["name"],
    properties["campaign_id"],
  ];
}

/** The utm parameters of the address, as analytics.js and its like pass them on. */
const readUtm = (message: Loose): Loose => looseObject(looseObject(message["context"])["campaign"]);

function readVisit(message: Loose): ApiMessageWire["visit"] {
  const utm = readUtm(message);
  const [source, medium] = [firstWord(utm["source"]), firstWord(utm["medium"])];
  return source === null && medium === null ? null : { source, medium };
}
