import type { ModelDifference } from "../../../pipeline/score/compare-models.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { numberWords, pathWords } from "../number-words.ts";
import { useScoringWords } from "../scoring-words.ts";

/** In which numbers two models differ, in words. */
export function DifferenceTable(props: {
  caption: string;
  differences: readonly ModelDifference[];
  left: string;
  right: string;
}) {
  const { caption, differences, left, right } = props;
  const words = useScoringWords();
  return (
    <ResponsiveTable
      caption={caption}
      rows={differences}
      rowKey={({ path }) => path}
      columns={[
        { header: words.t("compare.number"), cell: ({ path }) => pathWords(words, path) },
        {
          header: left,
          cell: ({ path, from }) => numberWords(words, path, from),
          isNumeric: true,
        },
        {
          header: right,
          cell: ({ path, to }) => numberWords(words, path, to),
          isNumeric: true,
        },
      ]}
    />
  );
}
