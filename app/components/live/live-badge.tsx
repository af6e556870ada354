import { Badge } from "@shopify/polaris";
import { useWords } from "../words/use-words.ts";
import { useLive } from "./live-context.tsx";

/** Whether the page keeps itself up to date, and how. */
export function LiveBadge({ isPaused }: { isPaused: boolean }) {
  const { t } = useWords("common");
  const { state } = useLive();
  if (isPaused) return <Badge tone="attention">{t("live.paused")}</Badge>;
  switch (state) {
    case "connecting":
    case "streaming":
      return <Badge tone="success">{t("live.live")}</Badge>;
    case "asking":
      return <Badge tone="info">{t("live.asking")}</Badge>;
    case "away":
      return <Badge tone="warning">{t("live.away")}</Badge>;
  }
}

/** The page action that stops and resumes it: what moves by itself must be stoppable. */
export function usePauseAction(live: { isPaused: boolean; toggle: () => void }) {
  const { t } = useWords("common");
  return {
    content: live.isPaused ? t("live.resume") : t("live.pause"),
    onAction: live.toggle,
  };
}
