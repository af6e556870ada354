import { Text } from "@shopify/polaris";
import { PlotCard } from "../plot/plot-card.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import type { TrialView } from "./trial-view.ts";

/** What the served model told against what came, customers who were told about the same taken together. */
export function CalibrationPlot({ view }: { view: Pick<TrialView, "bins" | "short" | "who"> }) {
  const { bins, short, who } = view;
  const { t, format } = useWords("predictions");
  const title = t("calibration.title");
  if (bins.length === 0) {
    return (
      <SectionCard title={title}>
        <Text as="p" tone="subdued">
          {t("calibration.nothing")}
        </Text>
      </SectionCard>
    );
  }
  // With a decimal: neighboring tenths may differ by less than a percent.
  const percent = (share: number): string => format.percent(share, 1);
  const tick = (share: number): string =>
    format.percent(share, Math.round(share * 1000) % 10 === 0 ? 0 : 1);
  return (
    <PlotCard
      title={title}
      hint={t(`calibration.hint.${who}`, { span: short })}
      plot={{
        kind: "points",
        pointName: t("calibration.tenth"),
        xName: t("calibration.told"),
        yName: t("calibration.ordered"),
        series: [
          {
            key: "bins",
            name: title,
            isJoined: true,
            points: bins.map(({ rows, predicted, observed }, index) => ({
              name: t("calibration.place", {
                place: format.count(index + 1),
                of: format.count(bins.length),
              }),
              x: predicted,
              y: observed,
              extra: rows,
            })),
          },
        ],
        xFormat: percent,
        yFormat: percent,
        axisFormat: tick,
        hasDiagonal: true,
        extra: { name: t(`calibration.number.${who}`), format: format.count },
      }}
    />
  );
}
