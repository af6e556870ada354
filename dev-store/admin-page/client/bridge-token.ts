import type { BridgeHost } from "./bridge-host.ts";

const TOKEN_TIMEOUT_MS = 10_000;

/**
 * Asks the admin for a session token. A new one each time: it lives a minute of the dev store's
 * clock, which may run faster than any cache here could know.
 */
export function createTokenSource(host: BridgeHost): () => Promise<string> {
  const waiting = new Map<number, (token: string | null, reason: string) => void>();
  let requests = 0;

  host.listen((message) => {
    if (message.type !== "token") return;
    waiting.get(message.request)?.(message.token, message.reason);
    waiting.delete(message.request);
  });

  return () => {
    if (!host.isEmbedded) {
      return Promise.reject(new Error("App Bridge: there is no session token outside the admin"));
    }
    requests += 1;
    const request = requests;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(request);
        reject(new Error("App Bridge: the admin gave no session token"));
      }, TOKEN_TIMEOUT_MS);
      waiting.set(request, (token, reason) => {
        clearTimeout(timer);
        if (token === null) reject(new Error(`App Bridge: ${reason}`));
        else resolve(token);
      });
      host.send({ type: "token-request", request });
    });
  };
}
