import { createHmac } from "node:crypto";

/**
 * Shopify's signature of an app proxy query: hex HMAC-SHA256 over the decoded `key=value` pairs, a
 * repeated key's values joined by commas, sorted bytewise and joined by nothing. A `signature` among
 * the parameters is left out of what is signed.
 */
export function signProxyQuery(params: URLSearchParams, clientSecret: string): string {
  const message = [...new Set(params.keys())]
    .filter((key) => key !== "signature")
    .map((key) => Buffer.from(`${key}=${params.getAll(key).join(",")}`, "utf8"))
    .sort((a, b) => Buffer.compare(a, b));
  return createHmac("sha256", clientSecret).update(Buffer.concat(message)).digest("hex");
}
