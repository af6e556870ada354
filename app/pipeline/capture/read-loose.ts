import { looksLikeAddress } from "../shared/addresses.ts";
import { isStorableText } from "../shared/storable-text.ts";
import { cutText } from "./fields.ts";

// Readers of payloads whose shape is the sender's choice: what is not as expected counts as absent.

const MAX_ID_LENGTH = 255;
const MAX_WORD_LENGTH = 100;
const MAX_NAME_LENGTH = 60;
const PERSONAL_NUMBER = /\d{5}/;

export type Loose = Record<string, unknown>;

/** The value as an object, an empty one for anything else. */
export function looseObject(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : {};
}

/** An id: a text, or a number as its digits. null for anything else, and for one of no or too great length. */
export function looseId(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  if (!isStorableText(value)) return null;
  const id = value.trim();
  return id === "" || id.length > MAX_ID_LENGTH ? null : id;
}

/** The first of the fields that holds an id. */
export function firstId(source: Loose, ...fields: string[]): string | null {
  for (const field of fields) {
    const id = looseId(source[field]);
    if (id !== null) return id;
  }
  return null;
}

/**
 * A name that the sender chose, fit to be counted by: cut, and not told where it holds an address or a
 * number that may be somebody's.
 */
export function countableName(name: string): string {
  return name.includes("@") || PERSONAL_NUMBER.test(name)
    ? "a name that may be personal"
    : cutText(name, MAX_NAME_LENGTH);
}

/**
 * The first of the candidates that holds a word, such as a campaign's name: in lower case, cut to a length
 * that no honest one exceeds. null where it is an address.
 */
export function firstWord(...candidates: unknown[]): string | null {
  const word = candidates.map(looseId).find((text) => text !== null) ?? null;
  if (word === null || looksLikeAddress(word)) return null;
  return cutText(word, MAX_WORD_LENGTH).toLowerCase();
}
