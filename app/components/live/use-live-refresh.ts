import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { LiveTopic } from "../../services/live-message.ts";
import { useLive } from "./live-context.tsx";

/** Without a stream: often enough to see a change happen, seldom enough that an open page costs next to nothing. */
const ASK_EVERY_MS = 5_000;
/** With one: what the clock alone changes, such as "3 min ago" and what of a score has faded. */
const REFRESH_EVERY_MS = 30_000;
/** Between two loads at least so long, and so many times as long as the last one took: a page that is slow asks less. */
const SHORTEST_GAP_MS = 500;
const GAPS_PER_LOAD = 3;

/**
 * Loads the page's data again when the shop changes in what the page shows, while the page is in sight and nobody
 * paused it.
 * @param topics what the page shows; without it everything
 */
export function useLiveRefresh(topics?: readonly LiveTopic[]): {
  isPaused: boolean;
  toggle: () => void;
} {
  const { state, isPaused, toggle, told, loaded } = useLive();
  const { state: loading, revalidate } = useRevalidator();
  const navigation = useNavigation();
  const isIdle = loading === "idle" && navigation.state === "idle";
  const timing = useRef({ startedAt: -Infinity, tookMs: 0 });

  useEffect(() => {
    if (loading === "idle") timing.current.tookMs = performance.now() - timing.current.startedAt;
  }, [loading]);

  useEffect(() => {
    if (isPaused || !isIdle || state === "away") return;
    const isChanged = [...told].some(
      ([topic, count]) =>
        (topics?.includes(topic) ?? true) && count !== (loaded.current.get(topic) ?? 0),
    );
    const { startedAt, tookMs } = timing.current;
    const gapMs = Math.max(SHORTEST_GAP_MS, Math.min(ASK_EVERY_MS, GAPS_PER_LOAD * tookMs));
    const dueMs = isChanged ? startedAt + gapMs - performance.now() : Infinity;
    const routineMs = state === "asking" ? ASK_EVERY_MS : REFRESH_EVERY_MS;
    const refresh = (): void => {
      if (document.visibilityState !== "visible") return;
      loaded.current = told;
      timing.current.startedAt = performance.now();
      revalidate();
    };
    const timer = setTimeout(refresh, Math.max(0, Math.min(dueMs, routineMs)));
    // Back in sight after a while: the numbers on the page are old, do not wait for the next turn.
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [isPaused, isIdle, state, told, loaded, topics, revalidate]);

  return { isPaused, toggle };
}
