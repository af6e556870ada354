import { Badge } from "@shopify/polaris";
import { useWords } from "../words/use-words.ts";

/** Whether the page keeps itself up to date. */
export function LiveBadge({ isPaused }: { isPaused: boolean }) {
  const { t } = useWords("common");
  return (
    <Badge tone={isPaused ? "attention" : "success"}>
      {isPaused ? t("live.paused") : t("live.live")}
    </Badge>
  );
}

/** The page action that stops and resumes it: what moves by itself must be stoppable. */
export function usePauseAction(live: { isPaused: boolean; toggle: () => void }) {
  const { t } = useWords("common");
  return {
    content: live.isPaused ? t("live.resume") : t("live.pause"),
    onAction: live.toggle,
  };
}
