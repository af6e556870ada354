import { Button, ButtonGroup, Text } from "@shopify/polaris";
import { PlotCard } from "../plot/plot-card.tsx";
import type { SeriesPlot } from "../plot/plot-data.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { metricText, metricWords } from "./metric-words.ts";
import type { TrialChoice } from "./trial-choice.ts";
import type { TrialView } from "./trial-view.ts";

const METRICS = ["auc", "brier"] as const;
type BacktestMetric = (typeof METRICS)[number];

/** A coin toss. */
const CHANCE = 0.5;

/** How what is served did at each past date, against what needs no model. */
export function BacktestCard(props: {
  view: Pick<TrialView, "backtest" | "short">;
  choice: TrialChoice;
}) {
  const { view, choice } = props;
  const words = useWords("predictions");
  const { t } = words;
  const metric = METRICS.find((name) => name === choice.metric) ?? "auc";
  const { backtest } = view;
  if (backtest.length === 0) {
    return (
      <SectionCard title={t("backtest.title")}>
        <Text as="p" tone="subdued">
          {t("backtest.none")}
        </Text>
      </SectionCard>
    );
  }
  return (
    <PlotCard
      title={t("backtest.title")}
      hint={t("backtest.hint", { span: view.short })}
      plot={plotOf(words, backtest, metric)}
      above={
        <div role="group" aria-label={t("backtest.metric")}>
          <ButtonGroup variant="segmented">
            {METRICS.map((name) => (
              <Button
                key={name}
                size="micro"
                pressed={name === metric}
                onClick={() => choice.choose("metric", name)}
              >
                {metricWords(words, name).name}
              </Button>
            ))}
          </ButtonGroup>
        </div>
      }
      below={
        <Text as="p" variant="bodySm" tone="subdued">
          {metricWords(words, metric).meaning}
        </Text>
      }
    />
  );
}

function plotOf(
  words: Words<"predictions">,
  backtest: TrialView["backtest"],
  metric: BacktestMetric,
): SeriesPlot {
  const { t, format } = words;
  return {
    kind: "line",
    placeName: t("backtest.date"),
    places: backtest.map(({ at }) => ({
      key: new Date(at).toISOString().slice(0, 10),
      name: format.date(at),
      tick: format.day(new Date(at).toISOString().slice(0, 10)),
    })),
    series: [
      {
        key: "served",
        name: t("trial.served"),
        values: backtest.map((point) => point[metric]),
      },
      {
        key: "baseline",
        name: t(metric === "auc" ? "backtest.chance" : "rule.baseRate.name"),
        values: backtest.map(({ brierOfBaseRate }) =>
          metric === "auc" ? CHANCE : brierOfBaseRate,
        ),
      },
      {
        key: "customers",
        name: t("backtest.customers"),
        values: backtest.map(({ count }) => count),
        mark: "none",
        format: format.count,
      },
      {
        key: "ordered",
        name: t("backtest.ordered"),
        values: backtest.map(({ happened }) => happened),
        mark: "none",
        format: format.count,
      },
    ],
    format: (value) => metricText(words, metric, value),
    axisFormat: (value) => format.decimal(value, 2),
    ...(metric === "auc" ? { lowest: 0, highest: 1 } : {}),
  };
}
