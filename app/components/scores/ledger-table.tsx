import { Badge, InlineStack, Text } from "@shopify/polaris";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import type { LedgerLine } from "../../queries/parse-ledger.ts";
import { formatPoints, roundToHundredths } from "../format/format-number.ts";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { ShareBar } from "../table/share-bar.tsx";
import { evidenceWords, termWords, trustWords } from "./ledger-words.ts";
import { SCORE_WORDS } from "./score-words.ts";

interface Props {
  score: ScoreName;
  /** The score in millionths of a point: the exact sum of the lines. */
  points: number;
  lines: readonly LedgerLine[];
}

/** What a score is made of. The shown hundredths add up to the shown sum, as the millionths do. */
export function LedgerTable({ score, points, lines }: Props) {
  const sorted = lines.toSorted((a, b) => b.points - a.points);
  const hundredths = roundToHundredths(sorted.map((line) => line.points));
  const rows = sorted.map((line, index) => showLine(line, hundredths[index] ?? 0));
  // Shares are of what was earned: of what dampeners left of it they could be more than all.
  const earned = lines.reduce((sum, line) => sum + Math.max(0, line.points), 0);
  const columns: Column<ShownLine>[] = [
    {
      header: score === "behavior" ? "Part" : "What counts",
      cell: (row) => <TermCell line={row} />,
      footer: `${SCORE_WORDS[score].label} score`,
    },
    { header: "Evidence", cell: (row) => evidenceWords(score, row) },
    ...(score === "intent" || score === "engagement" ? DECAY_COLUMNS : []),
    { header: "Share", cell: (row) => <ShareBar part={row.points} whole={earned} /> },
    {
      header: "Points",
      cell: (row) => row.shownPoints,
      isNumeric: true,
      footer: formatPoints(points),
    },
  ];
  return (
    <ResponsiveTable
      caption={`What the ${SCORE_WORDS[score].label.toLowerCase()} score is made of`}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.term} ${row.group} ${row.trust}`}
    />
  );
}

const DECAY_COLUMNS: Column<ShownLine>[] = [
  { header: "Earned", cell: (row) => row.shownEarned, isNumeric: true },
  { header: "After decay", cell: (row) => row.shownDecayed, isNumeric: true },
];

interface ShownLine extends LedgerLine {
  shownEarned: string;
  shownDecayed: string;
  shownPoints: string;
}

/** What decay and caps left untouched is shown the same in all columns, however the sum was rounded. */
function showLine(line: LedgerLine, hundredths: number): ShownLine {
  const shownPoints = (hundredths / 100).toFixed(2);
  const shownDecayed = line.decayed === line.points ? shownPoints : formatPoints(line.decayed);
  const shownEarned = line.earned === line.decayed ? shownDecayed : formatPoints(line.earned);
  return { ...line, shownEarned, shownDecayed, shownPoints };
}

function TermCell({ line }: { line: LedgerLine }) {
  const trust = trustWords(line.trust);
  return (
    <InlineStack gap="150" blockAlign="center">
      <Text as="span" fontWeight="medium">
        {termWords(line.term)}
      </Text>
      {trust ? <Badge size="small">{trust}</Badge> : null}
    </InlineStack>
  );
}
