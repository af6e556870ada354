import { now } from "../clock.server.ts";
import { sessionStorage, unauthenticated } from "../shopify.server.ts";
import { AdminApiError, createAdminApi, toAdminApiError, type AdminApi } from "./admin-api.ts";

/** Any instant in the past would do, but not zero: the session storage reads that as "never expires". */
const LONG_AGO = new Date(1000);

/** Shopify ends a request of its own after some seconds; who hears nothing for so long hears nothing more. */
const ANSWER_WITHIN_MS = 60_000;

interface OfflineShop {
  domain: string;
  /** Runs `work` while no other process fetches a token for this shop. */
  runLocked: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * The Admin API of a shop for work that no merchant waits for, with its stored offline token.
 * The library refreshes a token that is about to expire, without a lock: two workers would both
 * spend the refresh token, so the shop is locked while a token is fetched. A token that Shopify
 * refuses although our clock calls it good is refreshed once; one that expired before its request
 * arrived says nothing about our access, and is refreshed as often as that happens.
 */
export function openOfflineAdmin(shop: OfflineShop): AdminApi {
  // Fetched with the first request: a failure that nobody waits for would end the process.
  let client: Promise<TokenClient> | undefined;
  return {
    async request(document, variables, schema, onBucket) {
      for (let wasRefused = false; ;) {
        const used = (client ??= fetchClient(shop));
        const { api, accessToken, expiresAt } = await used;
        try {
          return await api.request(document, variables, schema, onBucket);
        } catch (error) {
          const failure = toAdminApiError(error);
          const isExpired = expiresAt <= now();
          if (failure.failure.kind !== "unauthorized" || (wasRefused && !isExpired)) throw failure;
          wasRefused ||= !isExpired;
          // Of several requests that met the dead token, the first replaces it for all.
          if (client === used) client = fetchClient(shop, accessToken);
        }
      }
    },
  };
}

interface TokenClient {
  api: AdminApi;
  accessToken: string | undefined;
  /** ms since 1970; Infinity: it never does. */
  expiresAt: number;
}

/** @param refused a token that Shopify does not accept: it is refreshed, unless another process has done so */
async function fetchClient(
  { domain, runLocked }: OfflineShop,
  refused?: string,
): Promise<TokenClient> {
  return runLocked(async () => {
    const stored = await sessionStorage.loadSession(sessionIdOf(domain));
    // The library's own error for this cannot be told from its others.
    if (!stored) {
      throw new AdminApiError(
        { kind: "no-token" },
        "There is no token: a merchant must open the app once",
      );
    }
    if (refused !== undefined && stored.accessToken === refused) {
      // Whoever finds it refreshes it, or has a merchant's visit bring another.
      stored.expires = LONG_AGO;
      await sessionStorage.storeSession(stored);
      if (stored.refreshToken === undefined) {
        throw new AdminApiError(
          { kind: "no-token" },
          "The token is refused, and nothing refreshes it",
        );
      }
    }
    try {
      const { admin, session } = await unauthenticated.admin(domain);
      const api = createAdminApi((document, variables) =>
        admin.graphql(document, { variables, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
      );
      const expiresAt = session.expires?.getTime() ?? Infinity;
      return { api, accessToken: session.accessToken, expiresAt };
    } catch (error) {
      const { refreshTokenExpires } = stored;
      // The library answers this with the words that it has for an outage.
      if (refreshTokenExpires !== undefined && refreshTokenExpires.getTime() <= now()) {
        throw new AdminApiError({ kind: "no-token" }, "The token is too old to be refreshed");
      }
      throw toAdminApiError(error);
    }
  });
}

/** Under which the library keeps a shop's offline token. */
const sessionIdOf = (domain: string): string => `offline_${domain}`;
