import { BlockStack, Box, Button, ButtonGroup, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { BacktestCard } from "./backtest-card.tsx";
import { CalibrationPlot } from "./calibration-plot.tsx";
import { GainsPlot } from "./gains-plot.tsx";
import { metricWords, SHOWN_METRICS } from "./metric-words.ts";
import { ModelTable } from "./model-table.tsx";
import type { TrialChoice } from "./trial-choice.ts";
import type { ModelRow, TrialView } from "./trial-view.ts";

interface Props {
  views: readonly TrialView[];
  /** The horizon that is shown first. */
  first: string;
  hint: string;
  choice: TrialChoice;
}

/** Of whom no trial says anything: a table of dashes would only look broken. */
const isUntried = ({ judgement }: ModelRow): boolean =>
  SHOWN_METRICS.every((metric) => judgement[metric] === null);

/** How all models did at past dates, for one horizon at a time. */
export function TrialCard({ views, first, hint, choice }: Props) {
  const words = useWords("predictions");
  const { t } = words;
  const chosen = choice.within ?? first;
  const view = views.find(({ key }) => key === chosen) ?? views[0];
  if (view === undefined) return null;
  return (
    <>
      <SectionCard
        title={t("trial.title")}
        hint={hint}
        isFlush
        action={
          <div role="group" aria-label={t("served.within")}>
            <ButtonGroup variant="segmented">
              {views.map(({ key, short }) => (
                <Button
                  key={key}
                  size="micro"
                  pressed={key === view.key}
                  onClick={() => choice.choose("within", key)}
                >
                  {short}
                </Button>
              ))}
            </ButtonGroup>
          </div>
        }
      >
        <div aria-live="polite">
          {view.models.every(isUntried) ? (
            <Box padding="400" paddingBlockStart="0">
              <Text as="p" tone="subdued">
                {t("trial.none")}
              </Text>
            </Box>
          ) : (
            <ModelTable models={view.models} />
          )}
        </div>
        <Box padding="400">
          <details className="k-details">
            <summary>{t("trial.explain")}</summary>
            <Box paddingBlockStart="200">
              <BlockStack gap="100">
                {SHOWN_METRICS.map((metric) => {
                  const { name, meaning } = metricWords(words, metric);
                  return (
                    <Text key={metric} as="p" variant="bodySm" tone="subdued">
                      <Text as="span" fontWeight="semibold">
                        {t("trial.metric", { name })}
                      </Text>{" "}
                      {meaning}
                    </Text>
                  );
                })}
              </BlockStack>
            </Box>
          </details>
        </Box>
      </SectionCard>
      <div className="k-columns" data-ratio="even">
        <CalibrationPlot view={view} />
        <GainsPlot view={view} />
      </div>
      {view.who === "customers" ? <BacktestCard view={view} choice={choice} /> : null}
    </>
  );
}
