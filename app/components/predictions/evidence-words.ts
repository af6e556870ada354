import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";

interface EvidenceWords {
  name: string;
  /** How far a probability of this grade can be believed, in one sentence. */
  meaning: string;
  tone: "success" | "info" | "attention" | "warning";
}

/** The parts are those of the grades' definition: the standard error of a rate, against the rate. */
export const EVIDENCE_WORDS: Record<Evidence, EvidenceWords> = {
  strong: {
    name: "Strong evidence",
    meaning: "Held against many outcomes of your own shop: rates are known to within a tenth.",
    tone: "success",
  },
  fair: {
    name: "Fair evidence",
    meaning: "Held against outcomes of your own shop: rates are known to within a fifth.",
    tone: "info",
  },
  thin: {
    name: "Thin evidence",
    meaning: "Held against few outcomes of your own shop: rates can be off by up to a half.",
    tone: "attention",
  },
  none: {
    name: "No evidence yet",
    meaning:
      "Too little has happened to hold it against. It rests on what is known of shops in general.",
    tone: "warning",
  },
};
