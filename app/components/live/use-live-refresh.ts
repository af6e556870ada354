import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";

/** Often enough to see a change happen, seldom enough that an open page costs next to nothing. */
const REFRESH_MS = 5_000;

/** Loads the page's data again every few seconds while the page is in sight and nobody paused it. */
export function useLiveRefresh(): { isPaused: boolean; toggle: () => void } {
  const [isPaused, setIsPaused] = useState(false);
  const { state, revalidate } = useRevalidator();
  const navigation = useNavigation();
  const isIdle = state === "idle" && navigation.state === "idle";

  useEffect(() => {
    if (isPaused || !isIdle) return;
    const refresh = () => {
      if (document.visibilityState === "visible") revalidate();
    };
    const timer = setInterval(refresh, REFRESH_MS);
    // Back in sight after a while: the numbers on the page are old, do not wait for the next turn.
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [isPaused, isIdle, revalidate]);

  return { isPaused, toggle: () => setIsPaused(!isPaused) };
}
