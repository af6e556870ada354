import { createServer } from "node:http";
import { join } from "node:path";

import { createApiContext } from "./admin-api/api-context.ts";
import { createGraphqlApi } from "./admin-api/answer-graphql.ts";
import type { GraphqlFaults } from "./admin-api/faults.ts";
import { startBulkRunner } from "./bulk/bulk-runner.ts";
import { serveResult } from "./bulk/result-files.ts";
import { serveUpload } from "./bulk/staged-uploads.ts";
import { createBulkSwitches } from "./bulk/switches.ts";
import type { BulkSwitches } from "./bulk/switches.ts";
import type { Clock } from "./clock/clock.ts";
import { openFileClock } from "./clock/file-clock.ts";
import { createKlaviyoInbox, serveKlaviyo } from "./klaviyo/klaviyo-inbox.ts";
import type { KlaviyoInbox } from "./klaviyo/klaviyo-inbox.ts";
import { buildAppEnv } from "./network/app-env.ts";
import { ensureCertificates } from "./network/certificates.ts";
import { listen, startConnectProxy } from "./network/connect-proxy.ts";
import { readFlowExtensions } from "./flow/read-flow-extensions.ts";
import { handleEdgeRequest } from "./network/edge-routes.ts";
import { routeRequest } from "./network/route-request.ts";
import type { Routes } from "./network/route-request.ts";
import { createAppLifecycle } from "./oauth/app-lifecycle.ts";
import { answerTokenRequest } from "./oauth/answer-token-request.ts";
import { buildEmbedParameters } from "./oauth/embed-parameters.ts";
import { mintSessionToken } from "./oauth/session-token.ts";
import { STAFF_USER } from "./oauth/staff-user.ts";
import { openTokenStore } from "./oauth/token-store.ts";
import { readPixelExtension } from "./pixel/pixel-extension.ts";
import { openDatabase } from "./state/database.ts";
import { createIdSource } from "./state/ids.ts";
import { openInstallStore } from "./state/install-store.ts";
import { createShopHandle } from "./state/shop-handle.ts";
import { openPixelStore } from "./state/pixel-store.ts";
import { openShopRegistry } from "./state/shop-registry.ts";
import type { ShopInput } from "./state/shop-registry.ts";
import { openShopState } from "./state/shop-state.ts";
import type { ShopState } from "./state/shop-state.ts";
import type { Shop } from "./state/shop.ts";
import type { AppConfig, ShopRecord } from "./state/types.ts";
import { createCustomerDataApproval } from "./admin-api/customer-data.ts";
import type { CustomerDataApproval } from "./admin-api/customer-data.ts";
import { createAnnouncer } from "./webhooks/announcer.ts";
import { readAppToml } from "./webhooks/app-toml.ts";
import { createWebhookDispatcher } from "./webhooks/dispatcher.ts";
import type { WebhookDispatcher } from "./webhooks/dispatcher.ts";

export interface DevStoreOptions {
  /** All state lies here: a restart on the same folder loses nothing. */
  dataDir: string;
  app: AppConfig;
  /** For a person's browser; 0 or nothing takes a free one. */
  port?: number;
  /** ms: the first virtual instant of a new folder; default real time. */
  startAt?: number;
}

export interface DevStore {
  /** http://127.0.0.1:PORT */
  url: string;
  clock: Clock;
  /** What the app's processes need in their environment to live in the dev store's world. */
  appEnv(): Record<string, string>;
  /** Makes the shop, or gives it where it is there. */
  createShop(input: ShopInput): Shop;
  /** Throws for a domain that is no shop. */
  shop(domain: string): Shop;
  shops(): Shop[];
  webhooks: WebhookDispatcher;
  faults: { graphql: GraphqlFaults };
  bulk: BulkSwitches;
  /** Which fields that name or reach a person Shopify has approved the app for. */
  customerData: CustomerDataApproval;
  /** Which keys Klaviyo takes, and what it was told. */
  klaviyo: KlaviyoInbox;
  /** A session token of the shop's staff; lives 60 s of the clock. */
  mintSessionToken(shopDomain: string): string;
  close(): Promise<void>;
}

/** Starts a local Shopify: state, clock, Admin API behind the proxy, webhooks, pages. */
export async function startDevStore(options: DevStoreOptions): Promise<DevStore> {
  const { dataDir } = options;
  const app = { ...options.app, appUrl: options.app.appUrl.replace(/\/+$/, "") };
  const toml = readAppToml(app.tomlPath);
  const clockFile = join(dataDir, "clock.json");
  const clock = openFileClock(clockFile, options.startAt);
  const certificates = await ensureCertificates(join(dataDir, "tls"));
  const database = openDatabase(join(dataDir, "shopify.sqlite"));
  const ids = createIdSource(database);
  const registry = openShopRegistry(database);
  const installs = openInstallStore(database, ids);
  const tokens = openTokenStore(database);
  const pixelExtension = readPixelExtension(app.tomlPath);
  const flow = readFlowExtensions(app.tomlPath);

  const webhooks = createWebhookDispatcher({
    database,
    clock,
    app,
    subscriptions: toml.subscriptions,
    apiVersion: toml.apiVersion,
  });
  const announcer = createAnnouncer({
    toml,
    webhooks,
    installs,
    api: { app, pixelExtension, flow },
    bulkSwitches: () => store.bulk,
    customerData: () => store.customerData,
  });
  const { scopes } = toml;
  const pixels = openPixelStore(database, ids);
  const lifecycle = { app, scopes, clock, installs, tokens, pixels, webhooks, database };

  const opened = new Map<string, { state: ShopState; shop: Shop }>();
  const open = (record: ShopRecord) => {
    const { domain } = record;
    const state: ShopState = openShopState({
      record,
      database,
      clock,
      ids,
      announce: announcer.announceIn(domain),
      announceVariant: announcer.announceVariantIn(domain, () => state),
    });
    const shop = createShopHandle(state, {
      lifecycle: createAppLifecycle(record, lifecycle),
      app,
      flow,
    });
    const both = { state, shop };
    opened.set(domain, both);
    return both;
  };
  const find = (domain: string) => {
    const record = opened.has(domain) ? undefined : registry.find(domain);
    return record === undefined ? opened.get(domain) : open(record);
  };
  const shops = () => registry.all().flatMap(({ domain }) => find(domain)?.shop ?? []);
  const mint = (shopDomain: string) =>
    mintSessionToken(app, { shopDomain, userId: String(STAFF_USER.id), now: clock.now() });

  const answerGraphql = createGraphqlApi({
    app,
    clock,
    installs,
    tokens,
    pixelExtension,
    flow,
    faults: () => store.faults.graphql,
    bulk: () => store.bulk,
    customerData: () => store.customerData,
  });
  const bulkFolder = join(dataDir, "bulk");
  let url = "";
  const routes: Routes = {
    findState: (domain) => find(domain)?.state,
    answerGraphql,
    answerToken: (shopDomain, body) =>
      answerTokenRequest(body, { app, installs, tokens, shopDomain, now: clock.now() }),
    serveResult: (request, response) =>
      serveResult(request, response, { database, folder: bulkFolder, now: clock.now() }),
    serveUpload: (request, response) =>
      serveUpload(request, response, { database, now: clock.now(), switches: store.bulk }),
    serveKlaviyo: (request, response) => serveKlaviyo(store.klaviyo, { request, response }),
    handleEdge: (request, response, place) =>
      handleEdgeRequest(request, response, {
        ...place,
        database,
        clock,
        app,
        pixelExtension,
        url,
        shops,
        findShop: (name) => find(name.includes(".") ? name : `${name}.myshopify.com`)?.shop,
        mintSessionToken: mint,
        embedParameters: (shopDomain, locale) =>
          buildEmbedParameters(app, { shopDomain, locale, now: clock.now() }),
      }),
  };

  const pages = createServer((request, response) => {
    void routeRequest(request, response, { scheme: "http", routes });
  });
  url = `http://127.0.0.1:${await listen(pages, options.port ?? 0)}`;
  const proxy = await startConnectProxy({
    certificates,
    handle: (request, response) => {
      void routeRequest(request, response, { scheme: "https", routes });
    },
  });
  webhooks.start();
  const runner = startBulkRunner({
    database,
    folder: bulkFolder,
    now: () => clock.now(),
    switches: () => store.bulk,
    contextOf: (domain, operation) => {
      const state = find(domain)?.state;
      if (state === undefined || !installs.isInstalled(domain)) return undefined;
      const scopes = new Set(operation.scopes);
      const given = { state, app, installs, pixelExtension, flow, scopes, now: clock.now() };
      const { bulk: bulkSwitches, customerData } = store;
      return createApiContext({ ...given, bulkSwitches, customerData, isBulk: true });
    },
  });

  const store: DevStore = {
    url,
    clock,
    webhooks,
    faults: { graphql: {} },
    bulk: createBulkSwitches(),
    customerData: createCustomerDataApproval(),
    klaviyo: createKlaviyoInbox(),
    shops,
    mintSessionToken: mint,
    appEnv: () =>
      buildAppEnv({
        app,
        url,
        clockFile,
        proxyUrl: proxy.url,
        authorityFile: certificates.authorityFile,
      }),
    createShop: (input) => {
      const record = registry.ensure(input, clock.now());
      return (find(record.domain) ?? open(record)).shop;
    },
    shop(domain) {
      const found = find(domain);
      if (found === undefined) throw new Error(`The dev store has no shop ${domain}.`);
      return found.shop;
    },
    async close() {
      runner.stop();
      await webhooks.stop();
      await proxy.close();
      pages.closeAllConnections();
      await new Promise<void>((resolve) => pages.close(() => resolve()));
      database.close();
    },
  };
  return store;
}
