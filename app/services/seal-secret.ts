import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

// Secrets that must be read again (others are kept as hashes): the columns are useless without the keys,
// which are in the environment and never in the database.

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const KEY_ID_LENGTH = 8;

/** Base64 of 32 bytes each, of the environment's SEAL_KEYS. The first one seals; every one opens. */
export type SealKeys = readonly [string, ...string[]];

interface Sealing {
  keys: SealKeys;
  /** What the secret is for and whose, e.g. "klaviyo 7": sealed for one purpose it opens for no other. */
  purpose: string;
}

/**
 * Encrypts a secret for storage: `<key id>.<iv>.<tag>.<text>`, base64url. The key's id lets a new key be
 * put first while what the old one sealed still opens.
 */
export function sealSecret({ keys, purpose, secret }: Sealing & { secret: string }): string {
  const [key] = keys;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, Buffer.from(key, "base64"), iv);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
  return [nameKey(key), ...parts].join(".");
}

/** @returns null when no key fits, when it was sealed for another purpose, or when it was changed */
export function openSecret({ keys, purpose, sealed }: Sealing & { sealed: string }): string | null {
  const [keyId, ...parts] = sealed.split(".");
  const [iv, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
  const key = keys.find((candidate) => nameKey(candidate) === keyId);
  if (key === undefined || iv === undefined || tag === undefined || text === undefined) return null;
  try {
    const decipher = createDecipheriv(ALGORITHM, Buffer.from(key, "base64"), iv, {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

/** Whether the key that seals now has sealed it: if not, it is to be sealed anew before older keys go. */
export function isSealedByFirst([key]: SealKeys, sealed: string): boolean {
  return sealed.startsWith(`${nameKey(key)}.`);
}

const nameKey = (key: string): string =>
  createHash("sha256")
    .update(Buffer.from(key, "base64"))
    .digest("base64url")
    .slice(0, KEY_ID_LENGTH);
