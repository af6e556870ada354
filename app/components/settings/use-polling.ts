import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 1500;

/** Loads the page's data again and again while something goes on: of a shop that is erased nothing else can tell. */
export function usePolling(isGoingOn: boolean): void {
  const { state, revalidate } = useRevalidator();
  useEffect(() => {
    if (!isGoingOn || state !== "idle") return;
    const timer = setTimeout(revalidate, EVERY_MS);
    return () => clearTimeout(timer);
  }, [isGoingOn, state, revalidate]);
}
