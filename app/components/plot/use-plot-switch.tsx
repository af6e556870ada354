import { Button } from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "../words/use-words.ts";

/** Whether a plot is shown as a table, and the button that changes it. */
export function usePlotSwitch() {
  const { t } = useWords("common");
  const [isTable, setIsTable] = useState(false);
  const button = (
    <Button variant="plain" onClick={() => setIsTable(!isTable)}>
      {isTable ? t("plot.showPlot") : t("plot.showTable")}
    </Button>
  );
  return { isTable, button };
}
