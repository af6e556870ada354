import { formatLiveMessage, parseVersions } from "./live-message.ts";
import type { ListenOutcome, LiveHub } from "./live-hub.ts";

export type OpenLiveOutcome =
  | { outcome: "opened"; stream: ReadableStream<Uint8Array> }
  | Exclude<ListenOutcome, { outcome: "listening" }>;

/**
 * A stream of a shop's changes as server-sent events.
 * @param lastEventId the versions that the page already shows
 * @param lifeMs when it ends by itself: with the token that it was opened by, so that nobody reads on after losing access
 * @param signal the page went away
 */
export function openLiveStream(options: {
  hub: LiveHub;
  shopId: number;
  lastEventId: string;
  lifeMs: number;
  signal: AbortSignal;
}): OpenLiveOutcome {
  const { hub, shopId, lastEventId, lifeMs, signal } = options;
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: () => end(),
  });
  const listening = hub.listen({
    shopId,
    versions: parseVersions(lastEventId),
    send: (message) => controller?.enqueue(encoder.encode(formatLiveMessage(message))),
    onStop: () => end(),
  });
  if (listening.outcome !== "listening") return listening;
  const timer = setTimeout(() => end(), lifeMs);
  const end = (): void => {
    clearTimeout(timer);
    listening.leave();
    signal.removeEventListener("abort", end);
    const open = controller;
    controller = undefined;
    try {
      open?.close();
    } catch {
      // Who reads it has closed it already.
    }
  };
  if (signal.aborted) end();
  else signal.addEventListener("abort", end);
  return { outcome: "opened", stream };
}
