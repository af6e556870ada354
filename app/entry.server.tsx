import { PassThrough } from "node:stream";
import type { EntryContext } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { env } from "./env.server.ts";
import { keepLocale, readLocale } from "./i18n/read-locale.server.ts";
import { serverWords } from "./i18n/server-words.server.ts";
import { logger } from "./logger.server.ts";
import { addDocumentResponseHeaders } from "./shopify.server.ts";

/** How long deferred data may hold the document open before it is sent as it is. */
export const streamTimeout = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  allowFrameAncestors(headers, env().EXTRA_FRAME_ANCESTORS);
  preloadAppBridge(headers, env().APP_BRIDGE_URL);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const kept = await keepLocale(request);
  if (kept !== null) headers.append("Set-Cookie", kept);
  const words = await serverWords(await readLocale(request));

  const readyEvent = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let finalStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={words}>
        <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} />
      </I18nextProvider>,
      {
        [readyEvent]: () => {
          const body = new PassThrough();
          const stream = createReadableStreamFromReadable(body);
          resolve(new Response(stream, { headers, status: finalStatus }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          finalStatus = 500;
          logger.error({ err: error }, "A page could not be rendered");
        },
      },
    );
    // Later than the deferred data's own end, so that its rejections still reach the page.
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** Faults of loaders, which the merchant sees as a page that could not be loaded. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  // A request that the browser gave up is nobody's fault.
  if (request.signal.aborted) return;
  logger.error({ err: error, path: new URL(request.url).pathname }, "A page could not be loaded");
}

/** Shopify's library allows the shop and the admin to embed the app; a local shop's origin comes on top. */
function allowFrameAncestors(headers: Headers, origins: string | undefined): void {
  const policy = headers.get("Content-Security-Policy");
  if (!origins || !policy) return;
  headers.set("Content-Security-Policy", policy.replace(/frame-ancestors [^;]+/, `$& ${origins}`));
}

/** Shopify's library preloads its own App Bridge: another address must not load both. */
function preloadAppBridge(headers: Headers, address: string | undefined): void {
  if (address && headers.has("Link"))
    headers.set("Link", `<${address}>; rel="preload"; as="script"`);
}
