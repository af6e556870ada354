import type { IncomingMessage, ServerResponse } from "node:http";

import type { AnswerGraphql } from "../admin-api/answer-graphql.ts";
import { STORAGE_HOST } from "../bulk/result-files.ts";
import { UPLOAD_HOST } from "../bulk/staged-uploads.ts";
import { API_VERSION } from "../admin-api/schema.ts";
import { KLAVIYO_HOST } from "../klaviyo/klaviyo-inbox.ts";
import type { TokenAnswer } from "../oauth/answer-token-request.ts";
import type { ShopState } from "../state/shop-state.ts";
import { parseBody, readBody } from "./read-body.ts";

const GRAPHQL_PATH = /^\/admin\/api\/([^/]+)\/graphql\.json$/;
const TOKEN_PATH = "/admin/oauth/access_token";

export interface Routes {
  findState(shopDomain: string): ShopState | undefined;
  answerGraphql: AnswerGraphql;
  answerToken(shopDomain: string, body: unknown): TokenAnswer;
  /** A file of the storage that holds the results of bulk operations. */
  serveResult(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The storage that takes files from the app. */
  serveUpload(request: IncomingMessage, response: ServerResponse): Promise<void>;
  serveKlaviyo(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Pages, scripts, storefront: true when it has answered. */
  handleEdge(
    request: IncomingMessage,
    response: ServerResponse,
    place: { scheme: "http" | "https"; host: string },
  ): Promise<boolean>;
}

/** Answers one request to the dev store, on either of its two servers. */
export async function routeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { scheme, routes }: { scheme: "http" | "https"; routes: Routes },
): Promise<void> {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  try {
    if (scheme === "https" && host === STORAGE_HOST) {
      await routes.serveResult(request, response);
      return;
    }
    if (scheme === "https" && host === UPLOAD_HOST) {
      await routes.serveUpload(request, response);
      return;
    }
    if (scheme === "https" && host === KLAVIYO_HOST) {
      await routes.serveKlaviyo(request, response);
      return;
    }
    if (scheme === "https" && (await answerApi(request, response, { host, routes }))) return;
    if (await routes.handleEdge(request, response, { scheme, host })) return;
    if (!response.headersSent) sendJson(response, 404, { errors: "Not Found" });
  } catch (error) {
    console.error(`dev store: ${request.method} ${host}${request.url} failed:`, error);
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { errors: "Internal Server Error" });
  }
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  { host, routes }: { host: string; routes: Routes },
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? "/", "https://shop");
  const version = GRAPHQL_PATH.exec(pathname)?.[1];
  if (version === undefined && pathname !== TOKEN_PATH) return false;
  if (request.method !== "POST") {
    sendJson(response, 405, { errors: "Method Not Allowed" });
    return true;
  }

  const text = await readBody(request);
  const state = routes.findState(host);
  if (version === undefined) {
    if (state === undefined) sendJson(response, 404, { errors: "Not Found" });
    else {
      const answer = routes.answerToken(host, parseBody(text, request.headers["content-type"]));
      sendJson(response, answer.status, answer.body);
    }
    return true;
  }

  const header = request.headers["x-shopify-access-token"];
  const accessToken = typeof header === "string" ? header : undefined;
  const answer = await routes.answerGraphql({ version, accessToken, body: text }, state);
  if (answer === "drop") request.socket.destroy();
  else sendJson(response, answer.status, answer.body);
  return true;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "x-shopify-api-version": API_VERSION,
  });
  response.end(text);
}
