import type { Browser } from "@shopify/web-pixels-extension";

/** Under which the storefront's script keeps its state. */
const KEY = "kindling";
/** The answer comes from the top frame. Where none comes, what is to be sent must not wait for it. */
const PATIENCE_MS = 500;

/** The visitor id of the storefront's script; undefined where it never ran, or the browser keeps nothing. */
export async function readEmbedId(
  storage: Pick<Browser["localStorage"], "getItem">,
  wait: (ms: number) => Promise<void>,
): Promise<string | undefined> {
  const read = async (): Promise<string | undefined> => {
    try {
      const state: unknown = JSON.parse((await storage.getItem(KEY)) ?? "null");
      if (typeof state !== "object" || state === null || !("clientId" in state)) return undefined;
      return typeof state.clientId === "string" && state.clientId ? state.clientId : undefined;
    } catch {
      // Storage is blocked, or somebody else's text stands there.
      return undefined;
    }
  };
  return Promise.race([read(), wait(PATIENCE_MS).then(() => undefined)]);
}
