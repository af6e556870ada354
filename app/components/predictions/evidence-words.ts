import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";
import type { Words } from "../words/use-words.ts";

interface EvidenceWords {
  name: string;
  /** How far a probability of this grade can be believed, in one sentence. */
  meaning: string;
}

export const EVIDENCE_TONES = {
  strong: "success",
  fair: "info",
  thin: "attention",
  none: "warning",
} as const satisfies Record<Evidence, string>;

/** The parts are those of the grades' definition: the standard error of a rate, against the rate. */
export const evidenceWords = ({ t }: Words<"predictions">, evidence: Evidence): EvidenceWords => ({
  name: t(`evidence.${evidence}.name`),
  meaning: t(`evidence.${evidence}.meaning`),
});
