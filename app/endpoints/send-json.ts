import type { ServerResponse } from "node:http";
import { SAFE_HEADERS } from "./safe-headers.ts";

/** Answers with JSON. `headers` are added to what was set before. */
export function sendJson(
  response: ServerResponse,
  status: number,
  told: { body: object; headers?: Record<string, string> },
): void {
  const text = JSON.stringify(told.body);
  response
    .writeHead(status, {
      ...SAFE_HEADERS,
      ...told.headers,
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(text),
    })
    .end(text);
}
