import { useNavigation } from "@remix-run/react";
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import type { LiveTopic } from "../../services/live-message.ts";
import { keepStream, type LiveState } from "./keep-stream.ts";

const STREAM_PATH = "/app/live";
/** A page out of sight gives its connection back: a browser has six for one server. */
const OUT_OF_SIGHT_MS = 20_000;

interface Live {
  state: LiveState;
  isPaused: boolean;
  toggle: () => void;
  /** How many changes of each topic were told so far. */
  told: ReadonlyMap<LiveTopic, number>;
  /** The same as of the moment at which the page that is shown began to be loaded. */
  loaded: { current: ReadonlyMap<LiveTopic, number> };
}

const NOTHING_TOLD: ReadonlyMap<LiveTopic, number> = new Map();
const LiveContext = createContext<Live>({
  state: "connecting",
  isPaused: false,
  toggle: () => undefined,
  told: NOTHING_TOLD,
  loaded: { current: NOTHING_TOLD },
});

/**
 * The one stream of the app's frame. It outlives the pages, so that moving among them costs no connection.
 * @param since the versions as of which the first page was loaded: what changed after them is told first
 */
export function LiveProvider({ since, children }: { since: string; children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const [isPaused, setIsPaused] = useState(false);
  const [told, setTold] = useState(NOTHING_TOLD);
  const isInSight = useIsInSight();
  const lastId = useRef(since);
  const loaded = useRef(NOTHING_TOLD);
  const isLoading = useNavigation().state !== "idle";

  useEffect(() => {
    if (isPaused || !isInSight) return;
    const stream = keepStream({
      path: STREAM_PATH,
      lastId: lastId.current,
      onState: setState,
      onChange: (topics, id) => {
        lastId.current = id;
        setTold((before) => {
          const after = new Map(before);
          for (const topic of topics) after.set(topic, (before.get(topic) ?? 0) + 1);
          return after;
        });
      },
    });
    return () => stream.stop();
  }, [isPaused, isInSight]);

  // A page that comes by a link has all that was told before it began to load.
  const wasLoading = useRef(false);
  useEffect(() => {
    if (isLoading && !wasLoading.current) loaded.current = told;
    wasLoading.current = isLoading;
  }, [isLoading, told]);

  const live = useMemo(
    () => ({ state, isPaused, toggle: () => setIsPaused(!isPaused), told, loaded }),
    [state, isPaused, told],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

export const useLive = (): Live => useContext(LiveContext);

/** Whether the page is, or was a moment ago, in sight. */
function useIsInSight(): boolean {
  const [isInSight, setIsInSight] = useState(true);
  useEffect(() => {
    let timer: number | undefined;
    const look = (): void => {
      window.clearTimeout(timer);
      if (document.visibilityState === "visible") setIsInSight(true);
      else timer = window.setTimeout(() => setIsInSight(false), OUT_OF_SIGHT_MS);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return isInSight;
}
