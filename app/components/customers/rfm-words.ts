import type { RfmGroup } from "../../pipeline/score/rfm-groups.ts";

interface GroupWords {
  label: string;
  /** Who they are, in one sentence. */
  meaning: string;
}

export const GROUP_WORDS: Record<RfmGroup, GroupWords> = {
  champions: { label: "Champions", meaning: "Ordered lately, often, and for much." },
  loyal: { label: "Loyal", meaning: "Order again and again, if not these days." },
  "potential-loyalists": {
    label: "Potential loyalists",
    meaning: "Ordered lately, and more than newcomers do.",
  },
  new: { label: "New", meaning: "Ordered lately, once or for little so far." },
  promising: { label: "Promising", meaning: "Ordered not long ago, once or for little so far." },
  "needs-attention": {
    label: "Needs attention",
    meaning: "In the middle of everything, and growing quiet.",
  },
  "about-to-sleep": { label: "About to sleep", meaning: "Ordered little, and not for a while." },
  "cannot-lose": {
    label: "Cannot lose",
    meaning: "Were among the best, and have not ordered for long.",
  },
  "at-risk": { label: "At risk", meaning: "Ordered well, and not for long." },
  hibernating: { label: "Hibernating", meaning: "Ordered little, long ago." },
  lost: { label: "Lost", meaning: "Ordered least, longest ago." },
};

/** A group's name; null: in none. */
export const groupWords = (group: RfmGroup | null): string =>
  group === null ? "in no group" : GROUP_WORDS[group].label;
