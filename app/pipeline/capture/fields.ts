import { z } from "zod";
import { isStorableText, mendText } from "../shared/storable-text.ts";

// Messages name what was expected and never repeat what came: a payload may hold personal data.

const ID = /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,20})(?:\?.*)?$/;
// 11 digits before the point keep the minor units of every currency, and sums of some, below 2^53.
const DECIMAL = /^-?\d{1,11}(?:\.\d{1,18})?$/;
const CURRENCY = /^[A-Z]{3}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const MAX_TOKEN_LENGTH = 255;
const WORD = /^[a-z0-9_]{1,50}$/;
// What a table of instants can hold and a slot can count. A time outside is a slip of somebody's clock or
// import, and one refused payload does less harm than a fact of the year 9999.
const FIRST_INSTANT = Date.parse("1970-01-01T00:00:00Z");
const END_OF_INSTANTS = Date.parse("2100-01-01T00:00:00Z");

/**
 * The digits of a Shopify id, from a number, its digits or a gid; null when it is none of them. A
 * number above 2^53 has lost its last digits already and is refused.
 */
export function readId(value: unknown): string | null {
  if (typeof value === "number") {
    return Number.isSafeInteger(value) && value >= 0 ? String(value) : null;
  }
  return typeof value === "string" ? (ID.exec(value)?.[1] ?? null) : null;
}

/** An instant on the wire: ISO 8601 with a zone, from 1970 to 2099. Kept as the text that came. */
export function isInstantText(value: unknown): value is string {
  if (typeof value !== "string" || !INSTANT.test(value)) return false;
  const instant = Date.parse(value);
  return instant >= FIRST_INSTANT && instant < END_OF_INSTANTS;
}

export const idField = z.unknown().transform((value, context) => {
  const id = readId(value);
  if (id !== null) return id;
  context.addIssue({ code: "custom", message: "expected an id" });
  return z.NEVER;
});

/** Null, an empty text and an absent field mean the same: there is none. */
export const optionalIdField = z
  .unknown()
  .transform((value, context) => {
    if (value === null || value === undefined || value === "") return null;
    const id = readId(value);
    if (id !== null) return id;
    context.addIssue({ code: "custom", message: "expected an id or null" });
    return z.NEVER;
  })
  .default(null);

export const instantField = z.custom<string>(
  isInstantText,
  "expected an ISO 8601 time with its offset",
);

export const decimalField = z.custom<string>(
  (value) => typeof value === "string" && DECIMAL.test(value),
  "expected a decimal string",
);

/** A price or a total: a decimal that is not negative. */
export const amountField = z.custom<string>(
  (value) => typeof value === "string" && DECIMAL.test(value) && !value.startsWith("-"),
  "expected a decimal string that is not negative",
);

export const currencyField = z.custom<string>(
  (value) => typeof value === "string" && CURRENCY.test(value),
  "expected an ISO 4217 currency code",
);

export const countField = z
  .custom<number>(
    (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0,
    "expected a count",
  )
  // JSON has a negative zero, and the database has none: stored, it would come back as another number.
  .transform((count) => count + 0);

export const flagField = z.custom<boolean>(
  (value) => typeof value === "boolean",
  "expected true or false",
);

/** A word of Shopify's own, in lower case whichever way it came: a status, a state. Null: none was told. */
export const optionalWordField = z
  .unknown()
  .transform((value, context) => {
    if (value === null || value === undefined || value === "") return null;
    const word = typeof value === "string" ? value.toLowerCase() : "";
    if (WORD.test(word)) return word;
    context.addIssue({ code: "custom", message: "expected a word or null" });
    return z.NEVER;
  })
  .default(null);

export const textField = z.custom<string>(isStorableText, "expected a text");

/** A text of somebody's choice that nothing else hangs on: a title, a tag among others. */
export const mendedTextField = z.string("expected a text").transform(mendText);

/** At most `length` UTF-16 units, without half of the character that the cut went through. */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}

/**
 * A cart's or checkout's token, null when there is none. What follows a question mark is cut: Shopify's
 * carts carry a secret key there, which orders and checkouts leave out.
 */
export const optionalTokenField = z
  .unknown()
  .transform((value, context) => {
    if (value === null || value === undefined || value === "") return null;
    const token = readToken(value);
    if (token !== null) return token;
    context.addIssue({ code: "custom", message: "expected a token or null" });
    return z.NEVER;
  })
  .default(null);

export const tokenField = z.unknown().transform((value, context) => {
  const token = readToken(value);
  if (token !== null) return token;
  context.addIssue({ code: "custom", message: "expected a token" });
  return z.NEVER;
});

function readToken(value: unknown): string | null {
  if (!isStorableText(value)) return null;
  const token = value.split("?", 1)[0] ?? "";
  return token.length > 0 && token.length <= MAX_TOKEN_LENGTH ? token : null;
}

/** Reads `id` from admin_graphql_api_id where it came: JSON parsers damage large numbers, not texts. */
export function preferGid(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("admin_graphql_api_id" in value)) {
    return value;
  }
  const gid = value.admin_graphql_api_id;
  return readId(gid) === null ? value : { ...value, id: gid };
}
