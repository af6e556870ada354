import type { BridgeHost } from "./bridge-host.ts";

/** Asks the admin for the app's extensions and whether the shop's theme loads them, anew each time. */
export function createExtensionsSource(host: BridgeHost): () => Promise<unknown[]> {
  const waiting = new Map<number, (extensions: unknown[]) => void>();
  let requests = 0;
  host.listen((message) => {
    if (message.type !== "extensions") return;
    waiting.get(message.request)?.(message.extensions);
    waiting.delete(message.request);
  });
  return () => {
    requests += 1;
    const request = requests;
    return new Promise((resolve) => {
      waiting.set(request, resolve);
      host.send({ type: "extensions-request", request });
    });
  };
}
