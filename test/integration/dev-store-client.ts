import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { SCOPES } from "../../app/shopify/scopes.ts";
import { startDevStore } from "../../dev-store/start.ts";
import type { DevStore } from "../../dev-store/start.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { ROOT } from "../support/source-files.ts";

const TOPICS = [
  "orders/create",
  "orders/updated",
  "orders/cancelled",
  "refunds/create",
  "customers/create",
  "customers/delete",
  "customer.tags_added",
  "customer.tags_removed",
  "carts/create",
  "carts/update",
  "checkouts/create",
  "checkouts/update",
  "bulk_operations/finish",
];

export const CLIENT = { clientId: "test-client", clientSecret: "test-secret" };
export const SHOP = "unit.myshopify.com";

export interface HttpAnswer {
  status: number;
  body: unknown;
}

export interface Received {
  topic: string;
  payload: unknown;
}

/** A dev store in a folder of its own, with an app that takes webhooks and a client of the Admin API. */
export interface DevStoreWorld {
  folder: string;
  store: DevStore;
  received: Received[];
  /** Requests for pages of the app, as the admin makes them. */
  opened: { url: string; userAgent: string }[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** Fetches what the dev store gave a URL of, on whatever host, without a token. */
  download(url: string): Promise<{ status: number; text: string }>;
  /** The same, to be read piece by piece. */
  openFile(url: string): Promise<IncomingMessage>;
  /** Sends a form to whatever host; gives the status. */
  upload(url: string, form: FormData): Promise<number>;
  exchange(more?: Record<string, string>): Promise<HttpAnswer>;
  /** Starts the dev store again on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface WorldOptions {
  scopes: string;
  startAt?: number;
  /** The app's own extensions, deployed as they lie in the repository. Default: it has none. */
  extensions?: boolean;
  /** Topics that the app listens to besides. */
  topics?: string[];
}

/** A world whose clock stands still, with a shop of a large plan in which the app is installed with all that it asks for. */
export async function startInstalledWorld(
  options: Omit<WorldOptions, "scopes">,
): Promise<{ world: DevStoreWorld; dev: Shop }> {
  const world = await startWorld({ ...options, scopes: SCOPES.join(",") });
  world.store.clock.setSpeed(0);
  const dev = world.store.createShop({ domain: SHOP, plan: "plus", currency: "EUR" });
  await dev.installApp();
  return { world, dev };
}

export async function startWorld(options: WorldOptions): Promise<DevStoreWorld> {
  const folder = mkdtempSync(join(tmpdir(), "dev-store-"));
  const received: Received[] = [];
  const opened: { url: string; userAgent: string }[] = [];
  const app = createServer((incoming, answer) => {
    void takeRequest(incoming, answer, { received, opened });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const address = app.address();
  if (address === null || typeof address === "string") throw new Error("no port");

  const tomlPath = join(folder, "shopify.app.toml");
  writeFileSync(tomlPath, tomlOf(options.scopes, options.topics));
  if (options.extensions === true)
    symlinkSync(join(ROOT, "extensions"), join(folder, "extensions"));
  const start = () =>
    startDevStore({
      dataDir: join(folder, "data"),
      app: {
        ...CLIENT,
        appUrl: `http://127.0.0.1:${address.port}`,
        handle: "kindling",
        tomlPath,
      },
      ...(options.startAt === undefined ? {} : { startAt: options.startAt }),
    });
  let store = await start();
  let agent = agentOf(store);

  const post: DevStoreWorld["post"] = (path, body, headers = {}) =>
    postJson(agent, { path, body, headers });
  return {
    folder,
    received,
    opened,
    post,
    async download(url) {
      const response = await openFile(agent, url);
      let text = "";
      for await (const chunk of response) text += String(chunk);
      return { status: response.statusCode ?? 0, text };
    },
    openFile: (url) => openFile(agent, url),
    upload: (url, form) => sendForm(agent, url, form),
    get store() {
      return store;
    },
    exchange: (more = {}) =>
      post("/admin/oauth/access_token", {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: store.mintSessionToken(SHOP),
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
        expiring: "1",
        ...more,
      }),
    async restart() {
      await store.close();
      agent.destroy();
      store = await start();
      agent = agentOf(store);
    },
    async close() {
      await store.close();
      agent.destroy();
      app.closeAllConnections();
      app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function takeRequest(
  incoming: IncomingMessage,
  answer: ServerResponse,
  { received, opened }: Pick<DevStoreWorld, "received" | "opened">,
): Promise<void> {
  let text = "";
  for await (const chunk of incoming) text += String(chunk);
  const topic = incoming.headers["x-shopify-topic"];
  const userAgent = incoming.headers["user-agent"] ?? "";
  if (typeof topic === "string") received.push({ topic, payload: JSON.parse(text) });
  else opened.push({ url: incoming.url ?? "", userAgent });
  answer.end("ok");
}

function agentOf(store: DevStore): Agent {
  const env = store.appEnv();
  return new Agent({
    keepAlive: true,
    ca: readFileSync(env["NODE_EXTRA_CA_CERTS"] ?? "", "utf8"),
    proxyEnv: { NODE_ENV: "test", HTTPS_PROXY: env["HTTPS_PROXY"] },
  });
}

function postJson(
  agent: Agent,
  { path, body, headers }: { path: string; body: unknown; headers: Record<string, string> },
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `https://${SHOP}${path}`,
      { method: "POST", agent, headers: { "content-type": "application/json", ...headers } },
      (response) => {
        let text = "";
        response.on("data", (chunk) => (text += String(chunk)));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(JSON.stringify(body));
  });
}

function openFile(agent: Agent, url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, resolve).on("error", reject).end();
  });
}

async function sendForm(agent: Agent, url: string, form: FormData): Promise<number> {
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function tomlOf(scopes: string, topics: string[] = []): string {
  return `
name = "Kindling"
client_id = "${CLIENT.clientId}"
application_url = "https://kindling.example.com/app"
embedded = true

[access_scopes]
scopes = "${scopes}"

[auth]
redirect_urls = ["https://kindling.example.com/auth"]

[webhooks]
api_version = "2026-10"

[[webhooks.subscriptions]]
topics = ${JSON.stringify([...TOPICS, ...topics])}
uri = "/webhooks"

[[webhooks.subscriptions]]
topics = ["app/uninstalled", "app/scopes_update"]
uri = "/webhooks/app"

[[webhooks.subscriptions]]
compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]
uri = "/webhooks/privacy"
`;
}
