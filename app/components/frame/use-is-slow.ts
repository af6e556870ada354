import { useEffect, useState } from "react";

/** A skeleton that flashes is worse than a page that stays for a moment. */
const PATIENCE_MS = 300;

/** Whether something has been going on for longer than a reader waits without a sign. */
export function useIsSlow(isGoingOn: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setTimeout(() => setIsSlow(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setIsSlow(false);
    };
  }, [isGoingOn]);
  return isSlow;
}
