import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { workAcross } from "./db/shop-scope.ts";
import { getPrisma } from "./db.server.ts";

type SessionStorage = Pick<
  PrismaSessionStorage<ReturnType<typeof getPrisma>>,
  "storeSession" | "loadSession" | "deleteSession" | "deleteSessions" | "findSessionsByShop"
>;

/**
 * Where Shopify's library keeps tokens. A session is read before it is known which shop asks, so each access is one across
 * shops, whatever work it is part of; nothing else may read the table.
 */
export function createSessionStorage(): SessionStorage {
  // Asks at once whether the table is there.
  const table = workAcross(() => new PrismaSessionStorage(getPrisma()));
  return {
    storeSession: (session) => workAcross(() => table.storeSession(session)),
    loadSession: (id) => workAcross(() => table.loadSession(id)),
    deleteSession: (id) => workAcross(() => table.deleteSession(id)),
    deleteSessions: (ids) => workAcross(() => table.deleteSessions(ids)),
    findSessionsByShop: (domain) => workAcross(() => table.findSessionsByShop(domain)),
  };
}
