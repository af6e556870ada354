import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Shopify's session tokens live a minute. */
const SESSION_TOKEN_SECONDS = 60;
/** How far two clocks may differ, as in Shopify's own library. */
const TOLERANCE_SECONDS = 10;

const ClaimsSchema = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
  iat: z.number(),
});

export type SessionClaims = z.infer<typeof ClaimsSchema>;

interface AppKeys {
  clientId: string;
  clientSecret: string;
}

/** Signs the token with which the admin opens the app for a user. `now` in ms. */
export function mintSessionToken(
  app: AppKeys,
  options: { shopDomain: string; userId: string; now: number },
): string {
  const issuedAt = Math.floor(options.now / 1000);
  const claims = {
    iss: `https://${options.shopDomain}/admin`,
    dest: `https://${options.shopDomain}`,
    aud: app.clientId,
    sub: options.userId,
    exp: issuedAt + SESSION_TOKEN_SECONDS,
    nbf: issuedAt,
    iat: issuedAt,
    jti: randomUUID(),
    sid: randomUUID(),
    sig: randomUUID().replaceAll("-", ""),
  };
  const head = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${head}.${sign(head, app.clientSecret)}`;
}

/** The claims of a token that this app may use for this shop now; undefined for any other. */
export function verifySessionToken(
  app: AppKeys,
  token: string,
  expected: { shopDomain: string; now: number },
): SessionClaims | undefined {
  const [header, body, signature, ...rest] = token.split(".");
  if (header === undefined || body === undefined || signature === undefined) return undefined;
  if (rest.length > 0 || decode(header)?.["alg"] !== "HS256") return undefined;
  const right = Buffer.from(sign(`${header}.${body}`, app.clientSecret));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return undefined;

  const claims = ClaimsSchema.safeParse(decode(body));
  if (!claims.success) return undefined;
  const seconds = expected.now / 1000;
  const { aud, dest, exp, nbf } = claims.data;
  if (aud !== app.clientId || dest !== `https://${expected.shopDomain}`) return undefined;
  if (seconds > exp + TOLERANCE_SECONDS || seconds < nbf - TOLERANCE_SECONDS) return undefined;
  return claims.data;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const parsed = z
      .record(z.string(), z.unknown())
      .safeParse(JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function sign(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
