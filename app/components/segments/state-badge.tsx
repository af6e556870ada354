import { Badge } from "@shopify/polaris";
import type { SegmentState } from "../../queries/segment-state.ts";

/** Whether a segment's newest definition is being built; nothing while all is settled. */
export function StateBadge({ state }: { state: SegmentState }) {
  if (state.kind === "in-force") return null;
  return <Badge tone="attention">{`Building, ${percentDone(state)}`}</Badge>;
}

/** "43%"; 100 only where the last step, the change of all at once, is left. */
export function percentDone({ done, total }: { done: number; total: number }): string {
  if (total <= 0) return "0%";
  return `${Math.floor((100 * Math.min(done, total)) / total)}%`;
}
