import { Box, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import { useState } from "react";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Ledger, LedgerScore } from "../../queries/parse-ledger.ts";
import type { Past } from "../../services/read-past.ts";
import { InstantText } from "../format/instant-text.tsx";
import { LedgerTable } from "../scores/ledger-table.tsx";
import { ScoreGauge } from "../scores/score-gauge.tsx";
import { presetTitle } from "../scores/preset-title.ts";
import { unknownWords } from "../scores/score-words.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { DayPicker } from "./day-picker.tsx";

interface Props {
  scores: Record<ScoreName, number | null>;
  ledger: Ledger | null;
  scoredAt: Instant | null;
  /** Left out of scoring by the merchant. */
  isExcluded: boolean;
  /** The day that is asked for; null: now. */
  past: Past | null;
  /** Today in UTC: "2026-11-20". */
  today: string;
}

/** The four scores, now or at the end of a day, and what the chosen one is made of. */
export function ScoreLedger(props: Props) {
  const words = useWords("scores");
  const { t } = words;
  const { scoredAt, past, today } = props;
  const [chosen, setChosen] = useState<ScoreName>("behavior");
  const isPast = past?.outcome === "explained";
  const ledger: Ledger | null = isPast ? past.ledger : props.ledger;
  const isExcluded = props.isExcluded && !isPast;
  const scores = isPast ? pointsOf(past.ledger) : props.scores;
  return (
    <SectionCard
      title={t("scores.title")}
      hint={<LedgerHint past={past} scoredAt={scoredAt} isExcluded={isExcluded} />}
      action={<DayPicker today={today} />}
      isFlush
    >
      <Box paddingInline="400" paddingBlockEnd="400">
        <div className="k-gauges">
          {SCORES_IN_ORDER.map((name) => (
            <ScoreGauge
              key={name}
              name={name}
              score={scores[name]}
              reason={isExcluded ? t("gauge.excluded") : reasonOf(words, ledger?.[name])}
              isChosen={name === chosen}
              onChoose={() => setChosen(name)}
            />
          ))}
        </div>
      </Box>
      <div aria-live="polite">
        <ChosenLedger score={chosen} entry={ledger?.[chosen]} isExcluded={isExcluded} />
      </div>
    </SectionCard>
  );
}

function LedgerHint({
  past,
  scoredAt,
  isExcluded,
}: Pick<Props, "past" | "scoredAt" | "isExcluded">) {
  const words = useWords("scores");
  const { t, format } = words;
  switch (past?.outcome) {
    case "explained": {
      const { preset, version, asOf } = past;
      const date = format.dateTime(asOf);
      return preset === null
        ? t("scores.past", { date, version })
        : t("scores.pastOfPreset", { date, version, preset: presetTitle(words, preset) });
    }
    case "in-the-future":
      return t("scores.toCome");
    case "not-a-day":
      return t("scores.noDay");
    case undefined:
      break;
    default:
      return assertNever(past);
  }
  if (isExcluded) return t("scores.excluded");
  if (scoredAt === null) return t("scores.notYet");
  return <Trans t={t} i18nKey="scores.asOf" components={{ time: <InstantText at={scoredAt} /> }} />;
}

const pointsOf = (ledger: Record<ScoreName, LedgerScore>): Record<ScoreName, number | null> => ({
  behavior: ledger.behavior.points,
  intent: ledger.intent.points,
  engagement: ledger.engagement.points,
  value: ledger.value.points,
});

const reasonOf = (words: Words<"scores">, entry: LedgerScore | undefined): string =>
  entry !== undefined && entry.points === null
    ? unknownWords(words, entry.reason)
    : words.t("gauge.notScored");

function ChosenLedger(props: {
  score: ScoreName;
  entry: LedgerScore | undefined;
  isExcluded: boolean;
}) {
  const { score, entry, isExcluded } = props;
  const words = useWords("scores");
  if (entry !== undefined && entry.points !== null && entry.contributions.length > 0) {
    return (
      <>
        <LedgerHeading score={score} />
        <LedgerTable score={score} points={entry.points} lines={entry.contributions} />
      </>
    );
  }
  return (
    <>
      <LedgerHeading score={score} />
      <Box paddingInline="400" paddingBlockEnd="400">
        <Text as="p" tone="subdued">
          {isExcluded ? words.t("scores.excluded") : emptyWords(words, entry)}
        </Text>
      </Box>
    </>
  );
}

function LedgerHeading({ score }: { score: ScoreName }) {
  const { t } = useWords("scores");
  return (
    <Box paddingInline="400" paddingBlockEnd="300">
      <Text as="h3" variant="headingSm">
        {t(`common:score.${score}`)}
      </Text>
      <Text as="p" tone="subdued">
        {t(`meaning.${score}`)}
      </Text>
    </Box>
  );
}

function emptyWords(words: Words<"scores">, entry: LedgerScore | undefined): string {
  const { t } = words;
  if (entry === undefined) return t("scores.nothing");
  if (entry.points === null)
    return t("scores.unknown", { reason: unknownWords(words, entry.reason) });
  return t("scores.faded", { points: words.format.points(0) });
}
