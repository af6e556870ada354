import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateVisit } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getLiveHub } from "../live.server.ts";
import { openLiveStream } from "../services/open-live-stream.ts";

/** Before the token ends, so that the page's next one is there in time. */
const BEFORE_TOKEN_ENDS_MS = 5_000;
const SHORTEST_LIFE_MS = 1_000;
const LONGEST_LIFE_MS = 60_000;

/** What changes in the shop, as server-sent events. It lives as long as the session token; the page then comes again. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  // Without one Shopify's library would lead to a page that fetches a token, and this is asked by no page.
  if (!request.headers.has("authorization")) {
    return Response.json(
      { error: "Send a session token of App Bridge as the Bearer of Authorization" },
      { status: 401 },
    );
  }
  const { shop, tokenEndsAt } = await authenticateVisit(request);
  const leftMs = tokenEndsAt - now() - BEFORE_TOKEN_ENDS_MS;
  const opened = openLiveStream({
    hub: getLiveHub(),
    shopId: shop.shopId,
    lastEventId: request.headers.get("last-event-id") ?? "",
    lifeMs: Math.min(LONGEST_LIFE_MS, Math.max(SHORTEST_LIFE_MS, leftMs)),
    signal: request.signal,
  });
  switch (opened.outcome) {
    case "opened":
      return new Response(opened.stream, {
        headers: {
          "content-type": "text/event-stream",
          // Compressed it would wait for more to compress.
          "cache-control": "no-store, no-transform",
          // nginx would keep it back until a buffer is full.
          "x-accel-buffering": "no",
        },
      });
    case "shop-full":
      return refuse(429, opened.retryAfterMs, "This shop has as many live pages open as it may");
    case "ending":
      return refuse(503, opened.retryAfterMs, "This process is about to end");
    case "full":
      return refuse(503, opened.retryAfterMs, "There are as many live pages open as there may be");
  }
}

function refuse(status: 429 | 503, retryAfterMs: number, error: string): Response {
  const headers = { "retry-after": String(Math.ceil(retryAfterMs / 1000)) };
  return Response.json({ error }, { status, headers });
}
