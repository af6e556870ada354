import type { IncomingMessage, ServerResponse } from "node:http";
import { withLogFields } from "../logger.server.ts";
import { readRequestId } from "./request-id.ts";
import type { RequestTally } from "./request-tally.ts";
import { openTrace, runInside } from "./traces.ts";

/** What others call a request whose sender went away before the answer was whole. */
const GIVEN_UP = 499;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]);

/**
 * Does the work of one request so that it can be followed: by its id in every line of the log, by the counts and times of its
 * route, and, where they are wanted, by a trace with its statements.
 */
export function watchRequest(
  exchange: { request: IncomingMessage; response: ServerResponse },
  watch: {
    tally: RequestTally;
    nameRoute: (path: string) => string;
  },
  work: (requestId: string) => void,
): void {
  const { request, response } = exchange;
  const { tally, nameRoute } = watch;
  const requestId = readRequestId(request.headers["x-request-id"]);
  const startedAt = performance.now();
  const path = pathOf(request.url ?? "/");
  const method = METHODS.has(request.method ?? "") ? (request.method ?? "") : "other";
  const trace = openTrace({ kind: "request", traceparent: readOne(request.headers.traceparent) });
  tally.begin();
  // Comes once; `once` would take a function and a removal more for each request.
  response.on("close", () => {
    const route = nameRoute(path);
    const status = response.writableFinished ? response.statusCode : GIVEN_UP;
    tally.end({ route, method, status, seconds: (performance.now() - startedAt) / 1000 });
    trace?.end({
      name: `${method} ${route}`,
      isFailed: status >= 500,
      attributes: {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
        "kindling.request_id": requestId,
      },
    });
  });
  withLogFields({ requestId }, () => runInside(trace, () => work(requestId)));
}

function pathOf(url: string): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

const readOne = (header: string | string[] | undefined): string | null =>
  typeof header === "string" ? header : null;
