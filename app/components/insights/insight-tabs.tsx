import type { InsightTab } from "../../services/insights/insight-choice.ts";
import { PartLinks } from "../frame/part-links.tsx";
import { useWords } from "../words/use-words.ts";

const TABS: readonly InsightTab[] = [
  "funnel",
  "groups",
  "retention",
  "channels",
  "scores",
  "maturity",
];

/** The parts of the page. */
export function InsightTabs({ tab }: { tab: InsightTab }) {
  const { t } = useWords("insights");
  return (
    <PartLinks
      label={t("title")}
      name="tab"
      parts={TABS}
      chosen={tab}
      wordsOf={(each) => t(`tab.${each}`)}
    />
  );
}
