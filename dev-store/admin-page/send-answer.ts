import type { ServerResponse } from "node:http";
import type { SafeHtml } from "./html.ts";

export function sendHtml(response: ServerResponse, page: SafeHtml, status = 200): void {
  send(response, { status, type: "text/html; charset=utf-8", body: page.text });
}

export function sendScript(response: ServerResponse, source: string): void {
  send(response, { status: 200, type: "text/javascript; charset=utf-8", body: source });
}

export function sendStyle(response: ServerResponse, source: string): void {
  send(response, { status: 200, type: "text/css; charset=utf-8", body: source });
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  send(response, { status, type: "application/json; charset=utf-8", body: JSON.stringify(value) });
}

/** 303: whatever the method was, the browser gets the next page with GET. */
export function sendRedirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, "content-length": 0 }).end();
}

function send(
  response: ServerResponse,
  { status, type, body }: { status: number; type: string; body: string },
): void {
  response
    .writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(body),
      // The dev store's data changes under the page; nothing here is worth a stale copy.
      "cache-control": "no-store",
    })
    .end(body);
}
