import { Agent, request as httpRequest } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { buildProxyQuery } from "./build-proxy-query.ts";
import type { ProxyVisit } from "./build-proxy-query.ts";
import { forwardHeaders, stripAnswerHeaders } from "./proxy-headers.ts";

const ANSWER_TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface ProxyRequest {
  appUrl: string;
  clientSecret: string;
  /** The toml's app_proxy.url: "/proxy". */
  proxyUrl: string;
  visit: ProxyVisit;
  method: string;
  /** What follows the prefix: "/events", or "". */
  rest: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface ProxyAnswer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** The app answered application/liquid: the storefront shows the body inside its theme. */
  isLiquid: boolean;
}

/**
 * Carries a visitor's request to the app as Shopify's app proxy does. Redirects are followed here,
 * as there. An app that cannot be reached gives 502, one that does not answer in time 504.
 */
export async function proxyRequest(request: ProxyRequest): Promise<ProxyAnswer> {
  const url = new URL(`${request.proxyUrl}${request.rest}`, request.appUrl);
  url.search = buildProxyQuery(request.query, request.visit, request.clientSecret).toString();
  let outgoing: Outgoing = {
    url,
    method: request.method,
    headers: forwardHeaders(request.headers, {
      shopDomain: request.visit.shopDomain,
      length: request.body.length,
    }),
    body: request.body,
  };
  try {
    let answer = await exchange(outgoing);
    for (let hops = 0; hops < MAX_REDIRECTS && isRedirect(answer); hops += 1) {
      outgoing = followRedirect(outgoing, answer);
      answer = await exchange(outgoing);
    }
    return {
      status: answer.status,
      headers: { ...stripAnswerHeaders(answer.headers), "content-length": answer.body.length },
      body: answer.body,
      isLiquid: /^application\/liquid\b/i.test(answer.headers["content-type"] ?? ""),
    };
  } catch (error) {
    const isLate = error instanceof Error && error.message === TOO_LATE;
    const body = Buffer.from(`The app did not answer: ${String(error)}\n`);
    return {
      status: isLate ? 504 : 502,
      headers: { "content-type": "text/plain; charset=utf-8", "content-length": body.length },
      body,
      isLiquid: false,
    };
  }
}

const TOO_LATE = `no answer within ${ANSWER_TIMEOUT_MS} ms`;

interface Outgoing {
  url: URL;
  method: string;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

interface Incoming {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function isRedirect({ status, headers }: Incoming): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
}

function followRedirect(outgoing: Outgoing, answer: Incoming): Outgoing {
  const url = new URL(answer.headers.location ?? "", outgoing.url);
  if (answer.status === 307 || answer.status === 308) return { ...outgoing, url };
  const headers = { ...outgoing.headers, "content-length": 0 };
  return { url, method: "GET", headers, body: Buffer.alloc(0) };
}

function exchange({ url, method, headers, body }: Outgoing): Promise<Incoming> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent }, (response) => {
      readBody(response).then(
        (received) => {
          clearTimeout(timer);
          resolve({
            status: response.statusCode ?? 502,
            headers: response.headers,
            body: received,
          });
        },
        (error: unknown) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
    const timer = setTimeout(() => request.destroy(new Error(TOO_LATE)), ANSWER_TIMEOUT_MS);
    request.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(body);
  });
}

/** The whole body of a request or an answer; throws beyond `limit` bytes. */
export async function readBody(message: IncomingMessage, limit = 8_000_000): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += part.length;
    if (size > limit) throw new Error(`The body is larger than ${limit} bytes`);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
