import { timingSafeEqual } from "node:crypto";
import { z } from "zod";

import type { InstallStore } from "../state/install-store.ts";
import type { AppConfig } from "../state/types.ts";
import { STAFF_USER } from "./staff-user.ts";
import { verifySessionToken } from "./session-token.ts";
import { OFFLINE_SECONDS, ONLINE_SECONDS, REFRESH_SECONDS } from "./token-store.ts";
import type { Grant, TokenStore } from "./token-store.ts";

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

/** JSON or a form: values of a form are strings, so `expiring` may be "1" or 1. */
const RequestSchema = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string().optional(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  refresh_token: z.string().optional(),
  expiring: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

export interface TokenAnswer {
  status: number;
  body: object;
}

export interface TokenContext {
  app: AppConfig;
  installs: InstallStore;
  tokens: TokenStore;
  shopDomain: string;
  /** ms of the dev store's clock. */
  now: number;
}

/** POST /admin/oauth/access_token: token exchange and refresh, the two grants of an embedded app. */
export function answerTokenRequest(input: unknown, context: TokenContext): TokenAnswer {
  const parsed = RequestSchema.safeParse(input);
  if (!parsed.success) return refuse(400, "invalid_request");
  const request = parsed.data;
  if (request.client_id !== context.app.clientId) return refuse(400, "application_cannot_be_found");
  if (!isSame(request.client_secret, context.app.clientSecret))
    return refuse(400, "invalid_client");

  switch (request.grant_type) {
    case EXCHANGE:
      return exchange(request, context);
    case "refresh_token":
      return refresh(request.refresh_token, context);
    default:
      return refuse(400, "unsupported_grant_type");
  }
}

function exchange(request: z.infer<typeof RequestSchema>, context: TokenContext): TokenAnswer {
  const { app, installs, tokens, shopDomain, now } = context;
  const { subject_token: token, subject_token_type: type, requested_token_type: wanted } = request;
  if (type !== ID_TOKEN) return refuse(400, "invalid_subject_token_type");
  const claims =
    token === undefined ? undefined : verifySessionToken(app, token, { shopDomain, now });
  const install = installs.find(shopDomain);
  if (claims === undefined || install === undefined || install.uninstalledAt !== null) {
    return refuse(400, "invalid_subject_token");
  }

  const { scopes } = install;
  if (wanted === ONLINE) {
    const grant = tokens.issueOnline({ shopDomain, scopes, now, userId: claims.sub });
    return {
      status: 200,
      body: {
        access_token: grant.access.token,
        scope: scopes.join(","),
        expires_in: ONLINE_SECONDS,
        associated_user_scope: scopes.join(","),
        associated_user: { ...STAFF_USER, id: Number(claims.sub) },
      },
    };
  }
  if (wanted !== OFFLINE) return refuse(400, "invalid_requested_token_type");
  const expiring = ["1", "true"].includes(String(request.expiring ?? "0"));
  return answerOffline(tokens.issueOffline({ shopDomain, scopes, now, expiring }));
}

function refresh(token: string | undefined, context: TokenContext): TokenAnswer {
  const { installs, tokens, shopDomain, now } = context;
  const install = installs.find(shopDomain);
  if (token === undefined || install === undefined) return refuse(400, "invalid_grant");
  const grant = tokens.refresh(token, { shopDomain, scopes: install.scopes, now });
  return grant === undefined ? refuse(400, "invalid_grant") : answerOffline(grant);
}

function answerOffline({ access, refresh }: Grant): TokenAnswer {
  const lasting = { access_token: access.token, scope: access.scopes.join(",") };
  if (refresh === null) return { status: 200, body: lasting };
  return {
    status: 200,
    body: {
      ...lasting,
      expires_in: OFFLINE_SECONDS,
      refresh_token: refresh.token,
      refresh_token_expires_in: REFRESH_SECONDS,
    },
  };
}

function refuse(status: number, error: string): TokenAnswer {
  return { status, body: { error } };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
