import { BlockStack, Button, ButtonGroup, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import type { ScoreDay } from "../../queries/read-score-history.ts";
import { formatDay } from "../format/format-date.ts";
import { formatPoints } from "../format/format-number.ts";
import { HistoryPlot } from "../scores/history-plot.tsx";
import { isoDay } from "../scores/iso-day.ts";
import { SCORE_WORDS, SCORES_IN_ORDER } from "../scores/score-words.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** How the scores went, a point for the end of each day of UTC, with a table of the same numbers. */
export function ScoreHistoryCard({ days }: { days: readonly ScoreDay[] }) {
  const [score, setScore] = useState<ScoreName>("behavior");
  const [isTable, setIsTable] = useState(false);
  return (
    <SectionCard
      title="Score history"
      hint="At the end of each day (UTC), the last 90 days at most"
      action={
        days.length === 0 ? null : (
          <Button variant="plain" onClick={() => setIsTable(!isTable)}>
            {isTable ? "Show chart" : "Show table"}
          </Button>
        )
      }
      isFlush={isTable}
    >
      {days.length === 0 ? (
        <Text as="p" tone="subdued">
          No day has ended yet since something was known.
        </Text>
      ) : isTable ? (
        <DayTable days={days} />
      ) : (
        <BlockStack gap="400">
          <ButtonGroup variant="segmented">
            {SCORES_IN_ORDER.map((name) => (
              <Button
                key={name}
                size="micro"
                pressed={name === score}
                onClick={() => setScore(name)}
              >
                {SCORE_WORDS[name].label}
              </Button>
            ))}
          </ButtonGroup>
          <HistoryPlot days={days} score={score} />
        </BlockStack>
      )}
    </SectionCard>
  );
}

function DayTable({ days }: { days: readonly ScoreDay[] }) {
  return (
    <ResponsiveTable
      caption="Scores at the end of each day"
      rows={days.toReversed()}
      rowKey={({ day }) => String(day)}
      columns={[
        {
          header: "Day",
          cell: ({ day }) => (
            <Link url={`?on=${isoDay(day)}`} removeUnderline>
              {formatDay(isoDay(day))}
            </Link>
          ),
        },
        ...SCORES_IN_ORDER.map((name) => ({
          header: SCORE_WORDS[name].label,
          cell: (row: ScoreDay) => showPoints(row[name]),
          isNumeric: true,
        })),
      ]}
    />
  );
}

const showPoints = (points: number | null): string =>
  points === null ? "unknown" : formatPoints(points, 1);
