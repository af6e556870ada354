import { Box, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Ledger, LedgerScore } from "../../queries/parse-ledger.ts";
import type { Past } from "../../services/read-past.ts";
import { InstantText } from "../format/instant-text.tsx";
import { LedgerTable } from "../scores/ledger-table.tsx";
import { ScoreGauge } from "../scores/score-gauge.tsx";
import { SCORE_WORDS, SCORES_IN_ORDER, unknownWords } from "../scores/score-words.ts";
import { SectionCard } from "../table/section-card.tsx";
import { DayPicker } from "./day-picker.tsx";

interface Props {
  scores: Record<ScoreName, number | null>;
  ledger: Ledger | null;
  scoredAt: Instant | null;
  /** The day that is asked for; null: now. */
  past: Past | null;
  /** Today in UTC: "2026-11-20". */
  today: string;
}

/** The four scores, now or at the end of a day, and what the chosen one is made of. */
export function ScoreLedger(props: Props) {
  const { scoredAt, past, today } = props;
  const [chosen, setChosen] = useState<ScoreName>("behavior");
  const isPast = past?.outcome === "explained";
  const ledger: Ledger | null = isPast ? past.ledger : props.ledger;
  const scores = isPast ? pointsOf(past.ledger) : props.scores;
  return (
    <SectionCard
      title="Scores"
      hint={<LedgerHint past={past} scoredAt={scoredAt} />}
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
              reason={reasonOf(ledger?.[name])}
              isChosen={name === chosen}
              onChoose={() => setChosen(name)}
            />
          ))}
        </div>
      </Box>
      <div aria-live="polite">
        <ChosenLedger score={chosen} entry={ledger?.[chosen]} />
      </div>
    </SectionCard>
  );
}

function LedgerHint({ past, scoredAt }: Pick<Props, "past" | "scoredAt">) {
  switch (past?.outcome) {
    case "explained":
      return (
        <>
          As they were at <InstantText at={past.asOf} />, by version {past.version} of the model
          {past.presetTitle === null ? "" : ` (${past.presetTitle})`}, as the facts are known today.
        </>
      );
    case "in-the-future":
      return "That day is still to come. These are the scores of now.";
    case "not-a-day":
      return "The address names no day. These are the scores of now.";
    case undefined:
      break;
    default:
      return assertNever(past);
  }
  if (scoredAt === null) return "Not scored yet. It takes a few seconds.";
  return (
    <>
      0 to 100 points, as of <InstantText at={scoredAt} />. Choose one to see what it is made of.
    </>
  );
}

const pointsOf = (ledger: Record<ScoreName, LedgerScore>): Record<ScoreName, number | null> => ({
  behavior: ledger.behavior.points,
  intent: ledger.intent.points,
  engagement: ledger.engagement.points,
  value: ledger.value.points,
});

const reasonOf = (entry: LedgerScore | undefined): string | null =>
  entry !== undefined && entry.points === null ? entry.reason : null;

function ChosenLedger({ score, entry }: { score: ScoreName; entry: LedgerScore | undefined }) {
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
          {emptyWords(entry)}
        </Text>
      </Box>
    </>
  );
}

function LedgerHeading({ score }: { score: ScoreName }) {
  return (
    <Box paddingInline="400" paddingBlockEnd="300">
      <Text as="h3" variant="headingSm">
        {SCORE_WORDS[score].label}
      </Text>
      <Text as="p" tone="subdued">
        {SCORE_WORDS[score].meaning}
      </Text>
    </Box>
  );
}

function emptyWords(entry: LedgerScore | undefined): string {
  if (entry === undefined) return "There is nothing to show yet.";
  if (entry.points === null) return `Unknown, which is not zero. ${unknownWords(entry.reason)}.`;
  return "0.00 points: what once counted has faded.";
}
