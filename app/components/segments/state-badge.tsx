import { Badge } from "@shopify/polaris";
import type { SegmentState } from "../../queries/segment-state.ts";
import { useWords } from "../words/use-words.ts";

/** Whether a segment's newest definition is being built; nothing while all is settled. */
export function StateBadge({ state }: { state: SegmentState }) {
  const { t, format } = useWords("segments");
  if (state.kind === "in-force") return null;
  const part = format.percent(partDone(state));
  return <Badge tone="attention">{t("state.building", { part })}</Badge>;
}

/** From 0 to 1 in hundredths; 1 only where the last step, the change of all at once, is left. */
const partDone = ({ done, total }: { done: number; total: number }): number =>
  total <= 0 ? 0 : Math.floor((100 * Math.min(done, total)) / total) / 100;
