import { createHmac } from "node:crypto";
import { normalizeAddress, type HashAddress } from "../pipeline/shared/addresses.ts";

/**
 * The hash of a shop's addresses: HMAC-SHA256 under the shop's own key. Without the key nobody can try
 * addresses until one fits, and one person's hash differs from shop to shop.
 */
export function makeHashAddress(key: Buffer): HashAddress {
  return (kind, address) => {
    const normalized = normalizeAddress(kind, address);
    if (normalized === null) return null;
    return createHmac("sha256", key).update(`${kind}:${normalized}`).digest("base64url");
  };
}
