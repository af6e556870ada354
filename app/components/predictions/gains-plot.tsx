import { Text } from "@shopify/polaris";
import { PlotCard } from "../plot/plot-card.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { gainsOf } from "./gains.ts";
import type { TrialView } from "./trial-view.ts";

/** How many of those who ordered are reached by asking the likeliest first, against asking at random. */
export function GainsPlot({ view }: { view: Pick<TrialView, "bins" | "short" | "who"> }) {
  const { bins, short, who } = view;
  const { t, format } = useWords("predictions");
  const title = t("gains.title");
  const gains = gainsOf(bins);
  if (gains.length === 0) {
    return (
      <SectionCard title={title}>
        <Text as="p" tone="subdued">
          {t("calibration.nothing")}
        </Text>
      </SectionCard>
    );
  }
  const percent = (share: number): string => format.percent(share);
  return (
    <PlotCard
      title={title}
      hint={t(`gains.hint.${who}`, { span: short })}
      plot={{
        kind: "points",
        pointName: t("gains.first"),
        xName: t(`gains.asked.${who}`),
        yName: t("gains.reached"),
        series: [
          {
            key: "gains",
            name: title,
            isJoined: true,
            points: gains.map(({ share, reached }) => ({
              name: percent(share),
              x: share,
              y: reached,
            })),
          },
        ],
        xFormat: percent,
        yFormat: percent,
        hasDiagonal: true,
        xHighest: 1,
        yHighest: 1,
      }}
    />
  );
}
