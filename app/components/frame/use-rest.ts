import { useEffect, useState } from "react";

/** Long enough after a page came alive that nothing of it still waits for the network. */
export const REST_AFTER_MS = 2_000;

/** Whether what nobody sees or needs at first may be fetched: a while after the page came alive, or as it is first scrolled. */
export function useRest(): boolean {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    const begin = (): void => setIsTime(true);
    const timer = setTimeout(begin, REST_AFTER_MS);
    addEventListener("scroll", begin, { once: true, passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", begin);
    };
  }, []);
  return isTime;
}
