import { BlockStack, Button, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ScoreName } from "../../../pipeline/score/scores.ts";
import type { ScoringPreview, ScoringPreviewOutcome } from "../../../services/preview-scoring.ts";
import { PlotOrTable } from "../../plot/plot-or-table.tsx";
import { usePlotSwitch } from "../../plot/use-plot-switch.tsx";
import type { LiveAnswer } from "../../segments/preview/use-answer.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { MoverTable } from "./mover-table.tsx";
import { ScoreChoice } from "./score-choice.tsx";
import { MoveTiles } from "./move-tiles.tsx";
import { spreadPlot } from "./spread-plot.ts";
import { ThresholdTable } from "./threshold-table.tsx";
import { useScoringWords } from "../scoring-words.ts";

interface Props {
  live: LiveAnswer<ScoringPreviewOutcome>;
  isChanged: boolean;
  score: ScoreName;
  onScore: (score: ScoreName) => void;
}

/** What the numbers of the form would do to the shop's customers. */
export function WhatIfCards({ live, isChanged, score, onScore }: Props) {
  const words = useScoringWords();
  const { t } = words;
  const { isTable, button } = usePlotSwitch();
  return (
    <BlockStack gap="400">
      <SectionCard
        title={t("whatIf.title")}
        hint={isChanged ? t("whatIf.hint") : t("whatIf.hintUnchanged")}
        action={button}
      >
        <BlockStack gap="400">
          <ScoreChoice score={score} onChoose={onScore} />
          <Answered live={live} lines={14} isTall>
            {(preview) => (
              <BlockStack gap="400">
                <MoveTiles preview={preview} score={score} />
                <PlotOrTable
                  plot={spreadPlot(words, preview, score)}
                  title={t("whatIf.plot")}
                  isTable={isTable}
                />
                <Basis preview={preview} />
              </BlockStack>
            )}
          </Answered>
        </BlockStack>
      </SectionCard>
      <SectionCard title={t("threshold.title")} hint={t("threshold.hint")} isFlush>
        <Answered live={live} lines={5} isFlush>
          {({ thresholds }) => <ThresholdTable thresholds={thresholds} />}
        </Answered>
      </SectionCard>
      <SectionCard title={t("whatIf.movers")} hint={t("whatIf.moversHint")} isFlush>
        <Answered live={live} lines={8} isFlush>
          {({ scores }) => (
            <BlockStack gap="400">
              <MoverTable title={t("whatIf.risers")} movers={scores[score].risers} />
              <MoverTable title={t("whatIf.fallers")} movers={scores[score].fallers} />
            </BlockStack>
          )}
        </Answered>
      </SectionCard>
    </BlockStack>
  );
}

/** The place of an answer that is on its way, of about its height; the last one stays, paler, while the next one comes. */
function Answered(props: {
  live: LiveAnswer<ScoringPreviewOutcome>;
  lines: number;
  isFlush?: boolean;
  /** Of numbers and a plot. */
  isTall?: boolean;
  children: (preview: ScoringPreview) => ReactNode;
}) {
  const { live, lines, isFlush = false, isTall = false, children } = props;
  const { t } = useScoringWords();
  const pad = (inner: ReactNode) => (isFlush ? <div className="k-padded">{inner}</div> : inner);
  const { answer } = live;
  return (
    <div
      className="k-answer"
      aria-busy={live.isWaiting}
      data-waiting={live.isWaiting || undefined}
      data-tall={isTall || undefined}
    >
      {live.hasFailed
        ? pad(
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" tone="critical">
                {t("whatIf.failed")}
              </Text>
              <Button size="slim" onClick={live.retry}>
                {t("whatIf.retry")}
              </Button>
            </InlineStack>,
          )
        : answer === null
          ? pad(<SkeletonBodyText lines={lines} />)
          : answer.outcome === "previewed"
            ? children(answer)
            : pad(<Text as="p">{t("whatIf.invalid")}</Text>)}
    </div>
  );
}

/** From how many the numbers come. */
function Basis({ preview }: { preview: ScoringPreview }) {
  const { t, format } = useScoringWords();
  const { customers, drawn, total } = preview;
  const said = {
    customers: format.count(customers),
    drawn: format.count(drawn),
    total: format.count(total),
  };
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {drawn === total
        ? t("whatIf.all", { count: customers, amount: said.customers })
        : t("whatIf.sampled", said)}
    </Text>
  );
}
