import { Box, Button } from "@shopify/polaris";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { saveFile } from "../table/save-file.ts";
import { useWords } from "../words/use-words.ts";
import { csvName, csvOfTable } from "./csv-of-table.ts";
import type { PlotData } from "./plot-data.ts";
import { tableOfPlot, type PlotTable, type TableWords } from "./table-of-plot.ts";

/** The numbers of a plot as a table, which can be taken along. */
export function PlotTableView({ plot, title }: { plot: PlotData; title: string }) {
  const { t } = useWords("common");
  const words: TableWords = {
    unknown: t("plot.unknown"),
    from: (name) => t("plot.from", { name }),
    to: (name) => t("plot.to", { name }),
    before: t("plot.before"),
    ofFirst: t("plot.ofFirst"),
    ofStepBefore: t("plot.ofStepBefore"),
  };
  const table = tableOfPlot(plot, words);
  return (
    <>
      <ResponsiveTable
        caption={title}
        rows={table.rows}
        rowKey={({ key }) => key}
        columns={table.columns.map(({ header, isNumeric }, column) => ({
          header,
          isNumeric,
          cell: ({ cells }: PlotTable["rows"][number]) => cells[column]?.text,
        }))}
      />
      <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
        <Button variant="plain" onClick={() => saveFile(csvName(title), csvFile(table))}>
          {t("plot.saveCsv")}
        </Button>
      </Box>
    </>
  );
}

const csvFile = (table: PlotTable): Blob => new Blob([csvOfTable(table)], { type: "text/csv" });
