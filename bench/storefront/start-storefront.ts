import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadSeed } from "../../dev-store/simulation/load-seed.ts";
import { startDevStore } from "../../dev-store/start.ts";

export interface MeasuredStorefront {
  productUrl: string;
  /** Of the same origin, and no page. */
  cartUrl: string;
  /** Whether the merchant has the app embed switched on. */
  switchEmbed(isActive: boolean): void;
  /** How many batches of events have arrived: with the embed it must work, without it nothing may come. */
  countBatches(): number;
  stop(): Promise<void>;
}

/** A shop of the dev store with a whole catalog, and an app that takes whatever comes. */
export async function startStorefront(): Promise<MeasuredStorefront> {
  let batches = 0;
  const app = createServer((request, response) => {
    if (request.url?.startsWith("/proxy/events")) batches += 1;
    request.resume().on("end", () => response.writeHead(204).end());
  });
  await new Promise<void>((done) => app.listen(0, "127.0.0.1", done));
  const address = app.address();
  if (address === null || typeof address === "string") throw new Error("The app got no port");
  const dataDir = mkdtempSync(join(tmpdir(), "kindling-bench-"));
  const devStore = await startDevStore({
    dataDir,
    app: {
      clientId: "kindling-bench",
      clientSecret: "of no worth",
      appUrl: `http://127.0.0.1:${address.port}`,
      handle: "kindling",
      tomlPath: resolve(import.meta.dirname, "../../shopify.app.toml"),
    },
  });
  const shop = devStore.createShop({ domain: "bench.myshopify.com", name: "Bench" });
  loadSeed({ shop, endAt: devStore.clock.now(), seed: 1, customers: 5 });
  await shop.installApp();
  const [product] = shop.products();
  if (product === undefined) throw new Error("The seed has products");
  return {
    productUrl: `${devStore.url}/shop/bench/products/${product.handle}`,
    cartUrl: `${devStore.url}/shop/bench/cart.js`,
    switchEmbed: (isActive) => shop.changeTheme({ appEmbeds: { kindling: { isActive } } }),
    countBatches: () => batches,
    async stop() {
      await devStore.close();
      app.closeAllConnections();
      await new Promise((done) => app.close(done));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
