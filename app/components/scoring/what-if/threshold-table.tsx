import { BlockStack, Box, Link, Text } from "@shopify/polaris";
import type { Inequality } from "../../../pipeline/segment/condition-tree.ts";
import type { ThresholdCrossings } from "../../../services/preview-scoring.ts";
import { useReadyNames } from "../../segments/use-ready-names.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { fieldNumber } from "../number-words.ts";
import { partWords } from "../part-words.ts";
import { useScoringWords, type ScoringWords } from "../scoring-words.ts";

/** How many customers would cross what segments ask of a score. */
export function ThresholdTable({ thresholds }: { thresholds: readonly ThresholdCrossings[] }) {
  const { t, format } = useScoringWords();
  if (thresholds.length === 0) {
    return (
      <Box padding="400" paddingBlockStart="0">
        <Text as="p" tone="subdued">
          {t("threshold.none")}
        </Text>
      </Box>
    );
  }
  return (
    <ResponsiveTable
      caption={t("threshold.title")}
      rows={thresholds}
      rowKey={({ score, comparison, points }) => `${score} ${comparison} ${points}`}
      columns={[
        { header: t("threshold.asked"), cell: (row) => <Asked row={row} /> },
        {
          header: t("whatIf.now"),
          cell: ({ before }) => format.estimate(before),
          isNumeric: true,
        },
        {
          header: t("whatIf.then"),
          cell: ({ after }) => format.estimate(after),
          isNumeric: true,
        },
        {
          header: t("threshold.reaching"),
          cell: ({ reaching }) => format.estimate(reaching),
          isNumeric: true,
        },
        {
          header: t("threshold.losing"),
          cell: ({ losing }) => format.estimate(losing),
          isNumeric: true,
        },
      ]}
    />
  );
}

function Asked({ row: told }: { row: ThresholdCrossings }) {
  const row = useReadyNames(told);
  const words = useScoringWords();
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="medium">
        {askedWords(words, row)}
      </Text>
      <span>
        {row.segments.map(({ handle, name }, index) => (
          <span key={handle}>
            {index > 0 ? ", " : ""}
            <Link url={`/app/segments/${handle}`} removeUnderline>
              {name}
            </Link>
          </span>
        ))}
      </span>
    </BlockStack>
  );
}

const COMPARISON_KEYS = {
  "at-least": "atLeast",
  "more-than": "moreThan",
  "at-most": "atMost",
  "less-than": "lessThan",
} as const satisfies Record<Inequality, string>;

/** "Intent of at least 60". */
const askedWords = (words: ScoringWords, row: ThresholdCrossings): string =>
  words.t(`threshold.${COMPARISON_KEYS[row.comparison]}`, {
    score: partWords(words, row.score),
    points: fieldNumber(words, row.points),
  });
