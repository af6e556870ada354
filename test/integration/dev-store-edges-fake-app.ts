import { createServer } from "node:http";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startDevStore } from "../../dev-store/start.ts";
import type { DevStore } from "../../dev-store/start.ts";
import type { Shop } from "../../dev-store/state/shop.ts";

export const CLIENT_ID = "client-id";
export const CLIENT_SECRET = "hush";

export interface AppRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface EdgeWorld {
  devStore: DevStore;
  shop: Shop;
  appUrl: string;
  /** What reached the app, oldest first. */
  requests: AppRequest[];
  /** Replace to let the app answer otherwise. */
  answer: (request: AppRequest, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A dev store with one shop, and an app that is nothing but its outside: it authenticates nobody. */
export async function startEdgeWorld(): Promise<EdgeWorld> {
  const requests: AppRequest[] = [];
  const world: Pick<EdgeWorld, "answer"> = { answer: (_request, response) => response.end() };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        url: new URL(incoming.url ?? "/", "http://app"),
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      requests.push(request);
      world.answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const appUrl = `http://127.0.0.1:${address.port}`;
  const dataDir = mkdtempSync(join(tmpdir(), "edges-"));
  const devStore = await startDevStore({
    dataDir,
    app: {
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      appUrl,
      handle: "kindling",
      tomlPath: fileURLToPath(new URL("../../shopify.app.toml", import.meta.url)),
    },
    startAt: Date.UTC(2026, 10, 1, 12),
  });
  const shop = devStore.createShop({ domain: "first.myshopify.com", name: "First Shop" });
  return Object.assign(world, {
    devStore,
    shop,
    appUrl,
    requests,
    async close() {
      await devStore.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dataDir, { recursive: true });
    },
  });
}
