import { Badge, InlineStack, Text } from "@shopify/polaris";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import type { LedgerLine } from "../../queries/parse-ledger.ts";
import { roundToHundredths } from "../format/round-to-hundredths.ts";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { ShareBar } from "../table/share-bar.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { evidenceWords, termName, trustName } from "./ledger-words.ts";

interface Props {
  score: ScoreName;
  /** The score in millionths of a point: the exact sum of the lines. */
  points: number;
  lines: readonly LedgerLine[];
}

/** What a score is made of. The shown hundredths add up to the shown sum, as the millionths do. */
export function LedgerTable({ score, points, lines }: Props) {
  const words = useWords("scores");
  const { t, format } = words;
  const sorted = lines.toSorted((a, b) => b.points - a.points);
  const hundredths = roundToHundredths(sorted.map((line) => line.points));
  const rows = sorted.map((line, index) => showLine(words, line, hundredths[index] ?? 0));
  // Shares are of what was earned: of what dampeners left of it they could be more than all.
  const earned = lines.reduce((sum, line) => sum + Math.max(0, line.points), 0);
  const columns: Column<ShownLine>[] = [
    {
      header: score === "behavior" ? t("ledger.part") : t("ledger.term"),
      cell: (row) => <TermCell line={row} />,
      footer: t(`ledger.sum.${score}`),
    },
    { header: t("ledger.evidence"), cell: (row) => evidenceWords(words, score, row) },
    ...(score === "intent" || score === "engagement" ? decayColumns(words) : []),
    { header: t("ledger.share"), cell: (row) => <ShareBar part={row.points} whole={earned} /> },
    {
      header: t("ledger.points"),
      cell: (row) => row.shownPoints,
      isNumeric: true,
      footer: format.points(points),
    },
  ];
  return (
    <ResponsiveTable
      caption={t(`ledger.caption.${score}`)}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.term} ${row.group} ${row.trust}`}
    />
  );
}

const decayColumns = ({ t }: Words<"scores">): Column<ShownLine>[] => [
  { header: t("ledger.earned"), cell: (row) => row.shownEarned, isNumeric: true },
  { header: t("ledger.decayed"), cell: (row) => row.shownDecayed, isNumeric: true },
];

interface ShownLine extends LedgerLine {
  shownEarned: string;
  shownDecayed: string;
  shownPoints: string;
}

/** What decay and caps left untouched is shown the same in all columns, however the sum was rounded. */
function showLine({ format }: Words<"scores">, line: LedgerLine, hundredths: number): ShownLine {
  const shownPoints = format.decimal(hundredths / 100, 2);
  const shownDecayed = line.decayed === line.points ? shownPoints : format.points(line.decayed);
  const shownEarned = line.earned === line.decayed ? shownDecayed : format.points(line.earned);
  return { ...line, shownEarned, shownDecayed, shownPoints };
}

function TermCell({ line }: { line: LedgerLine }) {
  const words = useWords("scores");
  const trust = trustName(words, line.trust);
  return (
    <InlineStack gap="150" blockAlign="center">
      <Text as="span" fontWeight="medium">
        {termName(words, line.term)}
      </Text>
      {trust ? <Badge size="small">{trust}</Badge> : null}
    </InlineStack>
  );
}
