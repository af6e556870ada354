import { Badge } from "@shopify/polaris";

/** Whether the page keeps itself up to date. */
export function LiveBadge({ isPaused }: { isPaused: boolean }) {
  return <Badge tone={isPaused ? "attention" : "success"}>{isPaused ? "Paused" : "Live"}</Badge>;
}

/** The page action that stops and resumes it: what moves by itself must be stoppable. */
export const pauseAction = (live: { isPaused: boolean; toggle: () => void }) => ({
  content: live.isPaused ? "Resume updates" : "Pause updates",
  onAction: live.toggle,
});
