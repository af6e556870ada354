import type { InsightsView } from "../../services/insights/read-insights.ts";
import type { InsightChoice } from "../../services/insights/insight-choice.ts";
import { PlotCard } from "../plot/plot-card.tsx";
import type { PlotData } from "../plot/plot-data.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { AsOf } from "./as-of.tsx";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { NotYet } from "./not-yet.tsx";

type Retention = NonNullable<Extract<InsightsView, { tab: "retention" }>["retention"]>;
type Cohorts = InsightChoice["cohorts"];
const KINDS: readonly Cohorts[] = ["repeated", "active"];

/** Customers by the month of their first order: who came back, and when. */
export function RetentionTab(props: { retention: Retention | null; choice: InsightChoice }) {
  const words = useWords("insights");
  const { t, format } = words;
  const { retention, choice } = props;
  if (retention === null) return <NotYet why="waiting" />;
  const { cells, month } = retention.values;
  if (cells.length === 0) return <NotYet why="orders" />;
  return (
    <PlotCard
      title={t("retention.title")}
      hint={t(`retention.${choice.cohorts}Hint`)}
      plot={cohortPlot(words, cells, choice.cohorts)}
      above={
        <ChoiceButtons
          name="cohorts"
          chosen={choice.cohorts}
          options={KINDS.map((value) => ({ value, label: t(`retention.${value}`) }))}
        />
      }
      below={
        <AsOf at={retention.asOf}>{t("retention.running", { month: format.month(month) })}</AsOf>
      }
    />
  );
}

function cohortPlot(
  { t, format }: Words<"insights">,
  cells: Retention["values"]["cells"],
  kind: Cohorts,
): PlotData {
  const cohorts = [...Map.groupBy(cells, ({ cohort }) => cohort)];
  const sizes = cohorts.map(([, own]) => own[0]?.customers ?? 0);
  // In the month of the first order everybody is active.
  const first = kind === "active" ? 1 : 0;
  const ages = Math.max(...cohorts.map(([, own]) => own.length)) - first;
  return {
    kind: "matrix",
    rowName: t("retention.cohort"),
    columnName: t("retention.age"),
    rows: cohorts.map(([cohort]) => ({ key: cohort, name: format.month(cohort) })),
    columns: Array.from({ length: ages }, (_, index) => ({
      key: String(index + first),
      name: t("retention.after", {
        count: index + first,
        amount: format.count(index + first),
      }),
      tick: String(index + first),
    })),
    values: cohorts.map(([, own], row) =>
      Array.from({ length: ages }, (_, index) => {
        const cell = own[index + first];
        const size = sizes[row] ?? 0;
        if (cell === undefined || size === 0) return null;
        return (kind === "active" ? cell.customers : cell.repeated) / size;
      }),
    ),
    total: { name: t("retention.size"), values: sizes, format: format.count },
    format: (ratio) => format.percent(ratio, 1),
    cellFormat: (ratio) => format.percent(ratio),
  };
}
