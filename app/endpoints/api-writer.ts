import type { Request } from "express";
import { getIntakePool } from "../db/pool.server.ts";
import { env } from "../env.server.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { authenticateWriteKey, type ApiWriter } from "../services/authenticate-write-key.ts";

const BASIC = /^Basic ([A-Za-z0-9+/=_-]+)$/i;

export type FoundWriter =
  | { outcome: "known"; writer: ApiWriter }
  | { outcome: "refused"; status: 401 | 403; reason: string };

/** The user name of Basic authentication, where clients put the write key; null: there is none. */
export function readBasicUser(request: Request): string | null {
  const credentials = BASIC.exec(request.headers.authorization ?? "")?.[1];
  if (credentials === undefined) return null;
  return Buffer.from(credentials, "base64").toString("utf8").split(":", 1)[0] ?? null;
}

/**
 * Who writes with a key. What a server's key brings counts as signed, so it is refused where a browser
 * shows the origin of its page: there everybody can read it.
 */
export async function readWriter(request: Request, key: string | null): Promise<FoundWriter> {
  if (key === null) {
    return refused(401, "Send the write key as the user name of Basic authentication");
  }
  const result = await authenticateWriteKey({
    pool: getIntakePool(),
    key,
    sealKeys: env().SEAL_KEYS,
  });
  switch (result.outcome) {
    case "known":
      return result.writer.kind === "server" && request.headers.origin !== undefined
        ? refused(403, "This is a server's key. Make a client key for browsers and apps")
        : result;
    case "unknown-key":
      return refused(401, "This write key is not known, or was revoked");
    case "uninstalled-shop":
      return refused(403, "The app is not installed on the shop of this key any more");
    default:
      return assertNever(result);
  }
}

function refused(status: 401 | 403, reason: string): FoundWriter {
  return { outcome: "refused", status, reason };
}
