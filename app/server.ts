import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { boundPools, getPools } from "./db/pool.server.ts";
import { workForRequest } from "./db/shop-scope.ts";
import { allRead } from "./endpoints/all-read.ts";
import { allowApiOrigin, receiveApiEvents } from "./endpoints/api-events.ts";
import { receiveBrowseEvents } from "./endpoints/browse-events.ts";
import { receiveKlaviyoEvents } from "./endpoints/klaviyo-events.ts";
import { holdArrivals } from "./endpoints/hold-arrivals.ts";
import { createLateRequests } from "./late-requests.server.ts";
import { serverLimits } from "./endpoints/limit-request.ts";
import { allowPixelOrigin, receivePixelEvents } from "./endpoints/pixel-events.ts";
import { readTokenShop } from "./endpoints/read-token-shop.ts";
import { refuseCrowded } from "./endpoints/refuse-overload.ts";
import { createRoomGate, type RequestRoom } from "./endpoints/room-gate.ts";
import { setSafeHeaders } from "./endpoints/safe-headers.ts";
import { sendJson } from "./endpoints/send-json.ts";
import { statementLimitMs } from "./endpoints/statement-limit.ts";
import { receiveWebhooks } from "./endpoints/webhooks.ts";
import { receiveWithdrawal } from "./endpoints/withdrawal.ts";
import { env } from "./env.server.ts";
import { stopEnqueue } from "./enqueue.server.ts";
import { getIntake } from "./intake.server.ts";
import { getLiveHub } from "./live.server.ts";
import { logger } from "./logger.server.ts";
import { getMetrics } from "./metrics.server.ts";
import { answerLiveness, answerReadiness } from "./operations/answer-health.ts";
import { createRouteNames } from "./operations/route-names.ts";
import { serveOperations } from "./operations/serve-operations.ts";
import { startTraces } from "./operations/start-traces.ts";
import { stopOnSignals } from "./operations/stop-process.ts";
import { watchRequest } from "./operations/watch-request.ts";
import { SECOND_MS } from "./pipeline/shared/time.ts";
import { openReadiness } from "./watch.server.ts";

/** The web process: Remix, with the endpoints of the highest volume ahead of it. It holds no state. */
const statementMs = env().STATEMENT_SECONDS * SECOND_MS;
boundPools({ connectionMs: env().DATABASE_WAIT_SECONDS * SECOND_MS, statementMs });
const buildDirectory = new URL("../build/", import.meta.url);
// A variable keeps the compiler from following an import that exists only after the build.
const serverBuild: string = new URL("server/index.js", buildDirectory).href;
const build = (await import(serverBuild)) as ServerBuild;

const stopTraces = await startTraces("kindling-web", Object.values(getPools()));
const metrics = getMetrics();
const readiness = openReadiness();
const lateRequests = createLateRequests((waitedFor) => metrics.late.inc({ waited_for: waitedFor }));

const gate = createRoomGate({ onRefused: (why) => metrics.crowded.inc({ outcome: why }) });
/** Of what goes through Express, which hands on nothing else of ours. */
const rooms = new WeakMap<ServerResponse, RequestRoom>();
const roomOf = (response: ServerResponse): RequestRoom => {
  const room = rooms.get(response);
  if (room === undefined) throw new Error("A request came by no gate");
  return room;
};

const app = express();
app.disable("x-powered-by");
// As the addresses of room-gate.ts are: what browsing may take must not grow by writing its address in capitals.
app.enable("case sensitive routing");
let isStopping = false;
app.use((_request, response, next) => {
  // A page that goes on asking by the same connection would keep this process from ending.
  if (isStopping) response.set("connection", "close");
  next();
});
app.get("/healthz", (_request, response) => answerLiveness(response));
app.get("/readyz", (_request, response, next) => {
  answerReadiness(response, readiness).catch(next);
});
app.options("/pixel/events", allowPixelOrigin);
app.post("/pixel/events", (request, response, next) => {
  receivePixelEvents(request, response, roomOf(response)).catch(next);
});
app.post("/proxy/withdrawal", (request, response, next) => {
  receiveWithdrawal(request, response, roomOf(response)).catch(next);
});
app.options("/v1/:call", allowApiOrigin);
app.post("/v1/:call", (request, response, next) => {
  receiveApiEvents(request, response, roomOf(response)).catch(next);
});
app.post("/klaviyo/:shopId", (request, response, next) => {
  receiveKlaviyoEvents(request, response, roomOf(response)).catch(next);
});
// Ahead of pages and assets alone: endpoints answer with nothing, and a stream of events must not wait in a buffer.
app.use(
  compression({
    filter: (request, response) =>
      !String(response.getHeader("content-type")).startsWith("text/event-stream") &&
      compression.filter(request, response),
  }),
);
const clientDirectory = new URL("client/", buildDirectory).pathname;
// Names of built files carry a hash of their content, so they never change.
app.use("/assets", express.static(`${clientDirectory}assets`, { immutable: true, maxAge: "1y" }));
app.use(express.static(clientDirectory, { maxAge: "1h" }));
const routes = lateRequests.answerRoutes(build);
const handleWithRemix = createRequestHandler({ build: routes, mode: "production" });
app.all("*", (request, response, next) => {
  const limitMs = statementLimitMs(request, statementMs);
  void workForRequest(() => handleWithRemix(request, response, next), limitMs);
  holdArrivals(request, roomOf(response));
});
app.use(
  (
    error: Error,
    _request: express.Request,
    response: express.Response,
    next: express.NextFunction,
  ) => {
    if (response.headersSent) next(error);
    else answerFailure(response, error);
  },
);

type Endpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  room: RequestRoom,
) => Promise<void>;

/**
 * What comes in the greatest numbers stands ahead of Express, too, which costs as much as all that is done with a browse event
 * (bench/results.md).
 */
const AHEAD = new Map<string, Endpoint>([
  ["/proxy/events", receiveBrowseEvents],
  ["/webhooks", receiveWebhooks],
  ["/webhooks/events", receiveWebhooks],
]);

const nameRoute = createRouteNames(
  [
    ...AHEAD.keys(),
    ...[
      "/pixel/events",
      "/proxy/withdrawal",
      "/v1/:call",
      "/klaviyo/:shopId",
      "/healthz",
      "/readyz",
    ],
  ],
  Object.values(build.routes).filter((route) => route !== undefined),
);
const CLOSE_EVERY_MS = 50;

const isSecure = env().SHOPIFY_APP_URL.startsWith("https:");
const server = createServer(serverLimits(), (request, response) => {
  const room = gate.enter(request, response);
  if (room === null) return;
  const { url = "" } = request;
  const query = url.indexOf("?");
  const endpoint = AHEAD.get(query < 0 ? url : url.slice(0, query));
  watchRequest({ request, response }, { tally: metrics.requests, nameRoute }, (requestId) => {
    const exchange = { request, response, room, requestId };
    if (endpoint === undefined) show(exchange);
    else void receive(endpoint, exchange);
  });
});

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  room: RequestRoom;
  requestId: string;
}

/** What people and other programs read: with what keeps a browser careful, and the id that stands in the log. */
function show({ request, response, room, requestId }: Exchange): void {
  setSafeHeaders(response, isSecure);
  response.setHeader("x-request-id", requestId);
  rooms.set(response, room);
  // Counted before it waits for the database, which says who it is by more than this.
  const shop = readTokenShop(request, env().SHOPIFY_API_SECRET);
  if (shop === null || room.isInShare(shop)) app(request, response);
  else refuseCrowded(request, response);
}

/**
 * What is answered with a number that nobody looks at: each header costs both sides as much as a step of the work. A failure says
 * its id.
 */
async function receive(
  endpoint: Endpoint,
  { request, response, room, requestId }: Exchange,
): Promise<void> {
  if (isStopping) response.setHeader("connection", "close");
  if (request.method !== "POST") {
    sendJson(response, 405, { headers: { allow: "POST" }, body: { error: "Send it by POST" } });
    return;
  }
  try {
    await allRead();
    await endpoint(request, response, room);
  } catch (error) {
    if (response.headersSent) return;
    response.setHeader("x-request-id", requestId);
    answerFailure(response, error);
  }
}

function answerFailure(response: ServerResponse, error: unknown): void {
  if (lateRequests.answer(response, error)) return;
  const reason = error instanceof Error ? error.message : String(error);
  logger.error({ reason }, "A request failed");
  sendJson(response, 500, { body: { error: "The request failed on our side. Try again." } });
}

server.listen(env().PORT, env().HOST, () => {
  const { port } = server.address() as AddressInfo;
  logger.info({ host: env().HOST, port }, "The web process listens");
  // A supervisor that started this process with a channel learns that it serves.
  process.send?.({ ready: true, port });
});

serveOperations({ metrics, readiness });
stopOnSignals({
  onBegin: () => {
    isStopping = true;
    readiness.stop();
  },
  drainSeconds: env().DRAIN_SECONDS,
  limitSeconds: env().STOP_SECONDS,
  stop: async () => {
    // A stream has no end of its own that could be waited for.
    getLiveHub().stop();
    const closed = new Promise((resolve) => server.close(resolve));
    // A connection that stays open after its answer would be waited for.
    const closing = setInterval(() => server.closeIdleConnections(), CLOSE_EVERY_MS);
    await closed;
    clearInterval(closing);
    await Promise.allSettled([stopEnqueue(), getIntake().stop(), stopTraces()]);
    await Promise.all(Object.values(getPools()).map((pool) => pool.end()));
  },
});
