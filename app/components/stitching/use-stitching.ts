import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect } from "react";
import type { Stitching } from "../../queries/read-stitching.ts";
import type { StitchingState } from "./stitching-card.tsx";

type Answer =
  { outcome: "read"; days: number; report: Stitching } | { outcome: "failed"; days: number };

/** Asks for the report of a range once the page stands, and anew when another range is chosen. */
export function useStitching(days: number): StitchingState {
  const { data, state, load } = useFetcher<Answer>();
  const ask = useCallback(() => load(`/app/data-quality/stitching?days=${days}`), [load, days]);
  useEffect(ask, [ask]);
  if (data === undefined || state !== "idle" || data.days !== days) return { state: "loading" };
  return data.outcome === "failed"
    ? { state: "failed", retry: ask }
    : { state: "read", report: data.report };
}
