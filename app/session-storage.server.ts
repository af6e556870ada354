import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { getPool } from "./db/pool.server.ts";
import { replaceTokens, type StoredTokens } from "./db/session-tokens.ts";
import { workAcross } from "./db/shop-scope.ts";
import { getPrisma } from "./db.server.ts";
import { env } from "./env.server.ts";
import { logger } from "./logger.server.ts";
import { openTokens, sealTokens, type SessionTokens } from "./services/seal-tokens.ts";

type SessionStorage = Pick<
  PrismaSessionStorage<ReturnType<typeof getPrisma>>,
  "storeSession" | "loadSession" | "deleteSession" | "deleteSessions" | "findSessionsByShop"
>;

/**
 * Where Shopify's library keeps tokens: sealed under SEAL_KEYS, so that a stolen database opens no shop. A session is read
 * before it is known which shop asks, so each access is one across shops, whatever work it is part of; nothing else may read
 * the table.
 */
export function createSessionStorage(): SessionStorage {
  // Asks at once whether the table is there, and otherwise ends the process after ten seconds: a database that restarts, or
  // that is migrated, is waited for, as everything else of a process waits for it.
  const table = workAcross(
    () =>
      new PrismaSessionStorage(getPrisma(), {
        connectionRetries: Infinity,
        connectionRetryIntervalMs: RETRY_MS,
      }),
  );
  return {
    storeSession: (session) =>
      workAcross(() => table.storeSession(withTokens(session, seal(session)))),
    loadSession: async (id) => {
      const stored = await workAcross(() => table.loadSession(id));
      return stored && openSession(stored);
    },
    deleteSession: (id) => workAcross(() => table.deleteSession(id)),
    deleteSessions: (ids) => workAcross(() => table.deleteSessions(ids)),
    findSessionsByShop: async (domain) => {
      const stored = await workAcross(() => table.findSessionsByShop(domain));
      // One whose tokens are lost is a session still, and can be deleted.
      return Promise.all(
        stored.map(async (one) => (await openSession(one)) ?? withTokens(one, NO_TOKENS)),
      );
    },
  };
}

const RETRY_MS = 1000;

const NO_TOKENS: SessionTokens = { accessToken: undefined, refreshToken: undefined };

const seal = (session: Session): SessionTokens =>
  sealTokens({ keys: env().SEAL_KEYS, sessionId: session.id, tokens: tokensOf(session) });

/** @returns undefined where no key opens its tokens: as if there were none, and the merchant's next visit brings others */
async function openSession(stored: Session): Promise<Session | undefined> {
  const keys = env().SEAL_KEYS;
  const sessionId = stored.id;
  const opened = openTokens({ keys, sessionId, tokens: tokensOf(stored) });
  if (opened.outcome === "sealed") {
    logger.error({ domain: stored.shop }, "No key of SEAL_KEYS opens a shop's tokens");
    return undefined;
  }
  const { tokens, isCurrent } = opened;
  if (!isCurrent) {
    const to = columnsOf(sealTokens({ keys, sessionId, tokens }));
    await replaceTokens(getPool(), sessionId, { from: columnsOf(tokensOf(stored)), to });
  }
  return withTokens(stored, tokens);
}

const tokensOf = ({ accessToken, refreshToken }: Session): SessionTokens => ({
  accessToken,
  refreshToken,
});

/** As the library's own storage keeps them. */
const columnsOf = ({ accessToken, refreshToken }: SessionTokens): StoredTokens => ({
  accessToken: accessToken ?? "",
  refreshToken: refreshToken ?? null,
});

/** A copy: the library goes on using the session that it had stored. */
function withTokens(session: Session, { accessToken, refreshToken }: SessionTokens): Session {
  const { accessToken: _a, refreshToken: _r, ...rest } = session.toObject();
  return new Session({
    ...rest,
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  });
}
