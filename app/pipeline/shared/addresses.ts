/** The two kinds of address at which a message reaches a person. */
export type AddressKind = "email" | "phone";

/**
 * Turns an address into the key of an identity: a hash that only this shop's key can make, so that it
 * tells nobody the address and meets no other shop's. null: it is no address.
 */
export type HashAddress = (kind: AddressKind, address: string) => string | null;

const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/;
const MAX_EMAIL_LENGTH = 254;
const INTERNATIONAL = /^\+\d{7,15}$/;
const SEPARATORS = /[\s().\-/]/g;

/**
 * One form per address, so that two spellings give one hash; null when it is no address. Emails: lower
 * case without blanks around. Phones: E.164, `+` and digits; a number without its country's code could be
 * anybody's and is none.
 */
export function normalizeAddress(kind: AddressKind, address: string): string | null {
  if (kind === "email") {
    const email = address.trim().toLowerCase();
    return email.length <= MAX_EMAIL_LENGTH && EMAIL.test(email) ? email : null;
  }
  const phone = address.replace(SEPARATORS, "").replace(/^00/, "+");
  return INTERNATIONAL.test(phone) ? phone : null;
}

/** Whether a text that should be an id is an address, or holds one: then it must not be kept as it is. */
export function looksLikeAddress(text: string): boolean {
  return text.includes("@") || normalizeAddress("phone", text) !== null;
}
