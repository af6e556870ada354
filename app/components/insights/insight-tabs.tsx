import { Link } from "@remix-run/react";
import type { InsightTab } from "../../services/insights/insight-choice.ts";
import { useAddress } from "../frame/use-address.ts";
import { useWords } from "../words/use-words.ts";

const TABS: readonly InsightTab[] = [
  "funnel",
  "groups",
  "retention",
  "channels",
  "scores",
  "maturity",
];

/** The parts of the page, each with an address of its own. Links, not a widget: they work before anything is loaded. */
export function InsightTabs({ tab }: { tab: InsightTab }) {
  const { t } = useWords("insights");
  const { href } = useAddress();
  return (
    <nav aria-label={t("title")} className="k-parts">
      {TABS.map((each) => (
        <Link
          key={each}
          to={href({ tab: each })}
          preventScrollReset
          aria-current={each === tab ? "page" : undefined}
        >
          {t(`tab.${each}`)}
        </Link>
      ))}
    </nav>
  );
}
