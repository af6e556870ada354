import { sessionStorage } from "../shopify.server.ts";

/** Forgets every token of a shop: they are dead once the app is uninstalled. */
export async function deleteSessions(domain: string): Promise<void> {
  const sessions = await sessionStorage.findSessionsByShop(domain);
  await sessionStorage.deleteSessions(sessions.map((session) => session.id));
}
