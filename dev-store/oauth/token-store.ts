import { randomBytes } from "node:crypto";

import type { DevDatabase } from "../state/database.ts";
import type { AccessToken, RefreshToken } from "../state/types.ts";

/** An expiring offline token's hour, its refresh token's 90 days, an online token's day. */
export const OFFLINE_SECONDS = 3600;
export const REFRESH_SECONDS = 90 * 24 * 3600;
export const ONLINE_SECONDS = 86_399;

export interface Grant {
  access: AccessToken;
  /** null: a token that does not expire, or an online one. */
  refresh: RefreshToken | null;
}

export interface TokenRequest {
  shopDomain: string;
  scopes: string[];
  /** ms */
  now: number;
}

export interface TokenStore {
  issueOffline(request: TokenRequest & { expiring: boolean }): Grant;
  issueOnline(request: TokenRequest & { userId: string }): Grant;
  /**
   * Exchanges a refresh token; undefined where it is unknown, expired, revoked or replaced. The one
   * that was used stays valid until its replacement has been used, so a lost answer locks nobody out.
   */
  refresh(token: string, request: TokenRequest): Grant | undefined;
  /** The token, when it opens this shop now. */
  findValid(token: string, use: { shopDomain: string; now: number }): AccessToken | undefined;
  /** All tokens of the shop die at once. */
  revokeAll(shopDomain: string, now: number): void;
}

export function openTokenStore(database: DevDatabase): TokenStore {
  const put = (table: "access_tokens" | "refresh_tokens", record: AccessToken | RefreshToken) => {
    database
      .statement(`INSERT OR REPLACE INTO ${table} (token, shop, body) VALUES (?, ?, ?)`)
      .run(record.token, record.shopDomain, JSON.stringify(record));
  };
  const body = (table: "access_tokens" | "refresh_tokens", token: string): string | undefined => {
    const row = database.statement(`SELECT body FROM ${table} WHERE token = ?`).get(token);
    return row === undefined ? undefined : String(row["body"]);
  };
  const findRefresh = (token: string): RefreshToken | undefined => {
    const found = body("refresh_tokens", token);
    return found === undefined ? undefined : JSON.parse(found);
  };

  const issue = (
    request: TokenRequest,
    options: { kind: AccessToken["kind"]; userId: string | null; seconds: number | null },
  ): AccessToken => {
    const access: AccessToken = {
      token: secret(options.kind === "offline" ? "shpat" : "shpua"),
      shopDomain: request.shopDomain,
      kind: options.kind,
      scopes: request.scopes,
      userId: options.userId,
      createdAt: request.now,
      expiresAt: options.seconds === null ? null : request.now + options.seconds * 1000,
      revokedAt: null,
    };
    put("access_tokens", access);
    return access;
  };

  const issueExpiring = (request: TokenRequest): Grant & { refresh: RefreshToken } => {
    const access = issue(request, { kind: "offline", userId: null, seconds: OFFLINE_SECONDS });
    const refresh: RefreshToken = {
      token: secret("shprt"),
      shopDomain: request.shopDomain,
      accessToken: access.token,
      expiresAt: request.now + REFRESH_SECONDS * 1000,
      replacedBy: null,
      revokedAt: null,
    };
    put("refresh_tokens", refresh);
    return { access, refresh };
  };

  return {
    issueOffline: (request) =>
      request.expiring
        ? issueExpiring(request)
        : {
            access: issue(request, { kind: "offline", userId: null, seconds: null }),
            refresh: null,
          },

    issueOnline: (request) => ({
      access: issue(request, { kind: "online", userId: request.userId, seconds: ONLINE_SECONDS }),
      refresh: null,
    }),

    refresh: (token, request) =>
      database.transaction(() => {
        const used = findRefresh(token);
        if (used === undefined || used.shopDomain !== request.shopDomain) return undefined;
        if (used.revokedAt !== null || used.expiresAt <= request.now) return undefined;
        // Using this token ends the one that it replaced.
        const rows = database
          .statement("SELECT body FROM refresh_tokens WHERE shop = ?")
          .all(request.shopDomain);
        for (const row of rows) {
          const other: RefreshToken = JSON.parse(String(row["body"]));
          if (other.replacedBy === token && other.revokedAt === null) {
            put("refresh_tokens", { ...other, revokedAt: request.now });
          }
        }
        const grant = issueExpiring(request);
        put("refresh_tokens", { ...used, replacedBy: grant.refresh.token });
        return grant;
      }),

    findValid(token, { shopDomain, now }) {
      const found = body("access_tokens", token);
      if (found === undefined) return undefined;
      const access: AccessToken = JSON.parse(found);
      if (access.shopDomain !== shopDomain || access.revokedAt !== null) return undefined;
      return access.expiresAt !== null && access.expiresAt <= now ? undefined : access;
    },

    revokeAll(shopDomain, now) {
      database.transaction(() => {
        for (const table of ["access_tokens", "refresh_tokens"] as const) {
          const rows = database
            .statement(`SELECT body FROM ${table} WHERE shop = ?`)
            .all(shopDomain);
          for (const row of rows) {
            const record: AccessToken | RefreshToken = JSON.parse(String(row["body"]));
            if (record.revokedAt === null) put(table, { ...record, revokedAt: now });
          }
        }
      });
    },
  };
}

function secret(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString("hex")}`;
}
