import { Badge } from "@shopify/polaris";
import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";
import { EVIDENCE_WORDS } from "./evidence-words.ts";

/** How much a probability rests on. */
export function EvidenceBadge({ evidence }: { evidence: Evidence }) {
  const { name, tone } = EVIDENCE_WORDS[evidence];
  return (
    <Badge size="small" tone={tone}>
      {name}
    </Badge>
  );
}
