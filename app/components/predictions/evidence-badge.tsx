import { Badge } from "@shopify/polaris";
import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";
import { useWords } from "../words/use-words.ts";
import { EVIDENCE_TONES, evidenceWords } from "./evidence-words.ts";

/** How much a probability rests on. */
export function EvidenceBadge({ evidence }: { evidence: Evidence }) {
  const words = useWords("predictions");
  return (
    <Badge size="small" tone={EVIDENCE_TONES[evidence]}>
      {evidenceWords(words, evidence).name}
    </Badge>
  );
}
