import type { LiveTopic } from "../../services/live-message.ts";
import { readStream, type StreamEnd } from "./read-stream.ts";

/**
 * How a page learns of changes. "asking": there is a server and no stream, so the page loads itself anew every few
 * seconds; "away": nobody answers, and loading anew would only put a fault in the place of the page.
 */
export type LiveState = "connecting" | "streaming" | "asking" | "away";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A stream that ends sooner did not do its work: asking at once again and again would be a flood. */
const SHORTEST_STREAM_MS = 500;
/** All pages of a server that restarts must not come back in one moment. */
const SPREAD = 0.5;

/**
 * Keeps a stream open until it is stopped: the next one goes on where the last one ended, so that no change is lost
 * between them.
 */
export function keepStream(options: {
  path: string;
  lastId: string;
  onState: (state: LiveState) => void;
  onChange: (topics: LiveTopic[], id: string) => void;
}): { stop: () => void } {
  const { path, onState } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let lastId = options.lastId;
  const listener = {
    onHello: () => onState("streaming"),
    onChange: (topics: LiveTopic[], id: string) => {
      lastId = id;
      options.onChange(topics, id);
    },
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      const startedAt = performance.now();
      const end = await readStream({ path, lastId, listener, signal });
      if (end.outcome === "stopped") return;
      const livedMs = performance.now() - startedAt;
      if (end.outcome === "ended" && livedMs >= SHORTEST_STREAM_MS) {
        failures = 0;
        continue;
      }
      failures += 1;
      onState(end.outcome === "unreachable" ? "away" : "asking");
      await sleep(waitMs(end, failures), signal);
    }
  };
  void run();
  return { stop: () => stopping.abort() };
}

/** Twice as long after each failure, or as long as the server says; a little longer by chance. */
function waitMs(end: StreamEnd, failures: number): number {
  const told = end.outcome === "refused" ? end.retryAfterSeconds : null;
  const ms =
    told === null
      ? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10))
      : told * 1000;
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  return ms * (1 + (SPREAD * chance) / 2 ** 32);
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      // Back online: no need to wait for the turn.
      window.removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener("abort", wake);
    window.addEventListener("online", wake);
  });
}
