import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import type { Words } from "../words/use-words.ts";
import { RFM_GROUPS } from "../../pipeline/shared/rfm-group-names.ts";

/** The parameters of the address that are filters, besides the search. */
export const FILTER_NAMES = [
  "segment",
  "group",
  "consent",
  "seen",
  "quiet",
  ...SCORES_IN_ORDER,
  "excluded",
] as const;

/** Those that are a choice of one from a list. */
export type FilterName = "segment" | "group" | "consent" | "seen" | "quiet" | "excluded";

/** A filter that is set, as a sentence: "Intent: 70 to 100 points". A value that means nothing stands as it is. */
export function describeFilter(
  { t }: Words<"customers">,
  set: {
    name: (typeof FILTER_NAMES)[number];
    value: string;
    segments: readonly { handle: string; name: string }[];
  },
): string {
  const { name, value, segments } = set;
  switch (name) {
    case "segment": {
      const segment = segments.find(({ handle }) => handle === value)?.name ?? value;
      return t("filter.segment.set", { segment });
    }
    case "group": {
      const group = RFM_GROUPS.find((known) => known === value);
      return t("filter.group.set", { group: group ? t(`common:rfm.${group}`) : value });
    }
    case "consent":
      return value === "sms" ? t("filter.consent.sms") : t("filter.consent.email");
    case "seen":
      return t("filter.seen.within", { count: Number(value), amount: value });
    case "quiet":
      return t("filter.quiet.for", { count: Number(value), amount: value });
    case "excluded":
      return t("filter.excluded.yes");
    default: {
      const [from, to] = value.split("-");
      return t("filter.scoreSet", { score: t(`common:score.${name}`), from, to });
    }
  }
}
