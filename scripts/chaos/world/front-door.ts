import { Agent, createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { listen } from "../../../dev-store/network/connect-proxy.ts";
import type { Random } from "../../../dev-store/simulation/random.ts";

/** What stands in front of the web processes, as a host's balancer, and knows what was answered. */
export interface FrontDoor {
  readonly url: string;
  /** By shop, the ids of webhooks about behavior that a web process answered with success, each with the ids that it names. */
  readonly acknowledgedWebhooks: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
  /** By shop, the ids of the webhooks customers/redact that a web process answered with success. */
  readonly acknowledgedErasures: ReadonlyMap<string, ReadonlySet<string>>;
  /** The share of answers that never reach who asked. */
  loseAnswers(share: number): void;
  /** How many answers were lost so. */
  lostAnswers(): number;
  /** How many webhooks came while the same one was under way. */
  duplicates(): number;
  stop(): Promise<void>;
}

/** Those that are stored; the app's own and the three of privacy are acted on, and tell no event. */
const WEBHOOK_PATHS = new Set(["/webhooks", "/webhooks/events"]);
const ERASURE = "customers/redact";
/** Of customers, orders and all else of the dev store's. */
const IDS = /\d{13}/g;

/**
 * Gives each request to the next web process that takes the connection. A process that dies with a request in its hands
 * answers nothing, and nor does the door: the sender cannot know whether it was stored.
 * @param ports those of the processes that there are just now
 */
export async function openFrontDoor(options: {
  ports: () => readonly number[];
  random: Random;
}): Promise<FrontDoor> {
  const acknowledged = new Map<string, Map<string, Set<string>>>();
  const erasures = new Map<string, Set<string>>();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const underWay = new Set<string>();
  let lostShare = 0;
  let lost = 0;
  let duplicates = 0;
  let turn = 0;

  const note = ({ url, headers }: IncomingMessage, body: Buffer, status: number): void => {
    if (status < 200 || status >= 300) return;
    const shop = String(shopifyHeader(headers, "shop-domain"));
    const id = String(shopifyHeader(headers, "webhook-id"));
    if (shopifyHeader(headers, "topic") === ERASURE)
      erasures.set(shop, (erasures.get(shop) ?? new Set<string>()).add(id));
    if (!WEBHOOK_PATHS.has(url ?? "")) return;
    const names = new Set(body.toString("utf8").match(IDS));
    const known = acknowledged.get(shop) ?? new Map<string, Set<string>>();
    acknowledged.set(shop, known.set(id, names));
  };
  const noteArrival = ({ headers }: IncomingMessage, response: ServerResponse): void => {
    const id = shopifyHeader(headers, "webhook-id");
    if (id === undefined) return;
    if (underWay.has(id)) duplicates += 1;
    underWay.add(id);
    response.on("close", () => underWay.delete(id));
  };

  const pass = (
    asked: { request: IncomingMessage; response: ServerResponse; body: Buffer },
    ports: readonly number[],
  ): void => {
    const { request, response, body } = asked;
    const [port, ...others] = ports;
    if (port === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { method, url: path, headers } = request;
    const onward = httpRequest({ host: "127.0.0.1", port, agent, method, path, headers });
    onward.on("response", (answer) => {
      const status = answer.statusCode ?? 502;
      note(request, body, status);
      if (options.random.chance(lostShare)) {
        lost += 1;
        answer.resume();
        request.socket.destroy();
        return;
      }
      response.writeHead(status, answer.headers);
      answer.on("error", () => request.socket.destroy());
      answer.pipe(response);
    });
    onward.on("error", (error) => {
      const isRefused = "code" in error && error.code === "ECONNREFUSED";
      if (isRefused) pass(asked, others);
      else request.socket.destroy();
    });
    onward.end(body);
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    noteArrival(request, response);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => undefined);
    request.on("end", () => {
      const ports = options.ports();
      turn += 1;
      const first = turn % Math.max(1, ports.length);
      const order = [...ports.slice(first), ...ports.slice(0, first)];
      pass({ request, response, body: Buffer.concat(chunks) }, order);
    });
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    acknowledgedWebhooks: acknowledged,
    acknowledgedErasures: erasures,
    loseAnswers(share) {
      lostShare = share;
    },
    lostAnswers: () => lost,
    duplicates: () => duplicates,
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Webhooks and Next Gen Events name theirs differently. */
const shopifyHeader = (headers: IncomingHttpHeaders, name: string): string | undefined =>
  [headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`]].flat()[0];
