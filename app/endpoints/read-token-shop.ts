import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** How App Bridge sends a session token with what it fetches, and the admin with a page's address. */
const BEARER = /^Bearer (\S+)$/;
const IN_ADDRESS = /[?&]id_token=([^&]+)/;

/**
 * Which shop a page's request is from, by the signature of its session token: enough to count it. Whether the token is still
 * good, and whether the shop has the app, Shopify's library says.
 * @returns null: nobody signed it
 */
export function readTokenShop(
  { url = "", headers }: Pick<IncomingMessage, "url" | "headers">,
  secret: string,
): string | null {
  const token = (BEARER.exec(headers.authorization ?? "") ?? IN_ADDRESS.exec(url))?.[1];
  const [head = "", claims = "", signature = ""] = token?.split(".") ?? [];
  const expected = createHmac("sha256", secret).update(`${head}.${claims}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return readDest(claims);
}

function readDest(claims: string): string | null {
  try {
    const told = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as {
      dest?: unknown;
    };
    return typeof told.dest === "string" ? new URL(told.dest).hostname : null;
  } catch {
    return null;
  }
}
