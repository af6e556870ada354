import {
  changedTopics,
  type LiveMessage,
  type LiveTopic,
  type LiveVersions,
} from "./live-message.ts";

/** How soon a change is seen. One short statement each time, and none while nobody looks. */
const POLL_MS = 200;
/**
 * A busy shop changes many times a second. Of each topic a stream is told once in this time, and each has its own: an
 * event is followed by its scores and its tags, and none of them should wait because the one before was told.
 */
const TOPIC_GAP_MS = 1000;
/** Below the half minute after which the impatient among proxies close a silent connection. */
const HEARTBEAT_MS = 15_000;
/** Pages that are open in one shop's admin: more is a fault, or a flood. */
const STREAMS_PER_SHOP = 30;
/** In this process. Each costs a socket and some kilobytes. */
const STREAMS = 2000;
/** After this long somebody closed a page, or a token ended. */
const FULL_FOR_MS = 20_000;
const ENDING_FOR_MS = 1_000;

/** One page that wants to know of its shop's changes. */
export interface LiveListener {
  shopId: number;
  /** What the page already shows. */
  versions: LiveVersions;
  send: (message: LiveMessage) => void;
  /** The process ends, and with it the stream. */
  onStop: () => void;
}

export type ListenOutcome =
  | { outcome: "listening"; leave: () => void }
  /** The shop has as many streams as it may. */
  | { outcome: "shop-full"; retryAfterMs: number }
  /** The process has as many as it may. */
  | { outcome: "full"; retryAfterMs: number }
  /** The process is about to end: another one is there, or soon will be. */
  | { outcome: "ending"; retryAfterMs: number };

export interface LiveHub {
  listen(listener: LiveListener): ListenOutcome;
  /** Ends all streams, and takes no more. */
  stop(): void;
}

/**
 * Tells open pages what changed in their shops: one statement for all streams of a process, however many there are.
 * Versions stand in the database, so that any process can go on where another one ended, and nothing is lost meanwhile.
 */
export function createLiveHub(options: {
  load: (shopIds: readonly number[]) => Promise<Map<number, LiveVersions>>;
  /** Milliseconds on a clock that only runs forward. */
  stopwatch: () => number;
  onFailure: (reason: string) => void;
}): LiveHub {
  const { load, stopwatch, onFailure } = options;
  const streams = new Set<LiveListener & { toldAt: number; changedAt: Map<LiveTopic, number> }>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isFailing = false;

  const tell = (versions: Map<number, LiveVersions>): void => {
    const now = stopwatch();
    for (const stream of streams) {
      const after = versions.get(stream.shopId) ?? stream.versions;
      const topics = changedTopics(stream.versions, after).filter(
        (topic) => now - (stream.changedAt.get(topic) ?? -Infinity) >= TOPIC_GAP_MS,
      );
      if (topics.length > 0) {
        stream.toldAt = now;
        stream.versions = { ...stream.versions };
        for (const topic of topics) {
          stream.changedAt.set(topic, now);
          stream.versions[topic] = after[topic];
        }
        stream.send({ kind: "change", topics, versions: stream.versions });
      } else if (now - stream.toldAt >= HEARTBEAT_MS) {
        stream.toldAt = now;
        stream.send({ kind: "heartbeat" });
      }
    }
  };

  const poll = async (): Promise<void> => {
    try {
      tell(await load([...new Set([...streams].map(({ shopId }) => shopId))]));
      isFailing = false;
    } catch (error) {
      // A database that is away is told of once; the streams stand, and go on where they were.
      if (!isFailing) onFailure(error instanceof Error ? error.message : String(error));
      isFailing = true;
      tell(new Map());
    }
    timer = undefined;
    schedule();
  };
  const schedule = (): void => {
    if (timer !== undefined || isStopped || streams.size === 0) return;
    timer = setTimeout(() => void poll(), POLL_MS);
  };

  return {
    listen(listener) {
      const ofShop = [...streams].filter(({ shopId }) => shopId === listener.shopId).length;
      if (isStopped) return { outcome: "ending", retryAfterMs: ENDING_FOR_MS };
      if (streams.size >= STREAMS) return { outcome: "full", retryAfterMs: FULL_FOR_MS };
      if (ofShop >= STREAMS_PER_SHOP) return { outcome: "shop-full", retryAfterMs: FULL_FOR_MS };
      const stream = {
        ...listener,
        toldAt: stopwatch(),
        changedAt: new Map<LiveTopic, number>(),
      };
      streams.add(stream);
      stream.send({ kind: "hello" });
      schedule();
      return { outcome: "listening", leave: () => void streams.delete(stream) };
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      for (const { onStop } of [...streams]) onStop();
      streams.clear();
    },
  };
}
