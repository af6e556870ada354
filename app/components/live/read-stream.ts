import { createParser } from "eventsource-parser";
import type { LiveTopic } from "../../services/live-message.ts";

/** The server sends something at least every 15 s: without a word for twice that long, and a little more, nobody is there. */
const SILENCE_MS = 40_000;
/** A stream that a proxy keeps back until it ends is none. */
const FIRST_WORD_MS = 10_000;

export interface StreamListener {
  onHello: () => void;
  onChange: (topics: LiveTopic[], id: string) => void;
}

export type StreamEnd =
  /** It ended as it should: with its token, or with the process. The next one is asked for at once. */
  | { outcome: "ended" }
  /** The server is there, and gives no stream now; in seconds when to ask again, if it said so. */
  | { outcome: "refused"; retryAfterSeconds: number | null }
  /** Nobody answers. */
  | { outcome: "unreachable" }
  | { outcome: "stopped" };

/**
 * Reads one stream of the shop's changes to its end. By fetch, which App Bridge signs with a fresh session token: the
 * browser's own EventSource cannot be.
 */
export async function readStream(options: {
  path: string;
  lastId: string;
  listener: StreamListener;
  signal: AbortSignal;
}): Promise<StreamEnd> {
  const { path, lastId, listener, signal } = options;
  const watch = new AbortController();
  let timer = setTimeout(() => watch.abort(), FIRST_WORD_MS);
  let isSpeaking = false;
  try {
    const response = await fetch(path, {
      headers: { accept: "text/event-stream", "last-event-id": lastId },
      signal: AbortSignal.any([signal, watch.signal]),
      cache: "no-store",
    });
    const kind = response.headers.get("content-type") ?? "";
    if (!response.ok || !kind.startsWith("text/event-stream") || response.body === null) {
      await response.body?.cancel();
      return { outcome: "refused", retryAfterSeconds: readSeconds(response) };
    }
    const parser = createParser({
      onEvent: ({ event, data, id }) => {
        if (event === "hello") listener.onHello();
        else if (event === "change" && id !== undefined)
          listener.onChange(JSON.parse(data) as LiveTopic[], id);
      },
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { outcome: "ended" };
      isSpeaking = true;
      clearTimeout(timer);
      timer = setTimeout(() => watch.abort(), SILENCE_MS);
      parser.feed(value);
    }
  } catch {
    if (signal.aborted) return { outcome: "stopped" };
    // Headers without a word after them: something between keeps the stream back.
    return watch.signal.aborted && !isSpeaking
      ? { outcome: "refused", retryAfterSeconds: null }
      : { outcome: "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}

function readSeconds(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}
