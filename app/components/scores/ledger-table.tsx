import { Badge, InlineStack, Text } from "@shopify/polaris";
import type { Contribution, ScoreName } from "../../pipeline/score/scores.ts";
import { formatPoints, roundToHundredths } from "../format/format-number.ts";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { ShareBar } from "../table/share-bar.tsx";
import { evidenceWords, termWords, trustWords } from "./ledger-words.ts";
import { SCORE_WORDS } from "./score-words.ts";

/** A stored line of a ledger: its words are text, since an older model may have had others. */
type Line = Omit<Contribution, "term" | "trust"> & { term: string; trust: string };

interface Props {
  score: ScoreName;
  /** The score in millionths of a point: the exact sum of the lines. */
  points: number;
  lines: readonly Line[];
}

/** What a score is made of. The shown hundredths add up to the shown sum, as the millionths do. */
export function LedgerTable({ score, points, lines }: Props) {
  const sorted = lines.toSorted((a, b) => b.points - a.points);
  const hundredths = roundToHundredths(sorted.map((line) => line.points));
  const rows = sorted.map((line, index) => ({ ...line, hundredths: hundredths[index] ?? 0 }));
  const columns: Column<Line & { hundredths: number }>[] = [
    {
      header: score === "behavior" ? "Part" : "What counts",
      cell: (row) => <TermCell line={row} />,
      footer: `${SCORE_WORDS[score].label} score`,
    },
    { header: "Evidence", cell: (row) => evidenceWords(score, row) },
    ...(score === "intent" || score === "engagement" ? DECAY_COLUMNS : []),
    { header: "Share", cell: (row) => <ShareBar part={row.points} whole={points} /> },
    {
      header: "Points",
      cell: (row) => (row.hundredths / 100).toFixed(2),
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

const DECAY_COLUMNS: Column<Line & { hundredths: number }>[] = [
  { header: "Earned", cell: (row) => formatPoints(row.earned), isNumeric: true },
  { header: "Left today", cell: (row) => formatPoints(row.decayed), isNumeric: true },
];

function TermCell({ line }: { line: Line }) {
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
