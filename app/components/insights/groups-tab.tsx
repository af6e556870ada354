import { RFM_GROUPS, type RfmGroup } from "../../pipeline/shared/rfm-group-names.ts";
import type { InsightsView } from "../../services/insights/read-insights.ts";
import type { InsightChoice } from "../../services/insights/insight-choice.ts";
import { PlotCard } from "../plot/plot-card.tsx";
import type { PlotData } from "../plot/plot-data.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { AsOf } from "./as-of.tsx";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { MoveList } from "./move-list.tsx";
import { NotYet } from "./not-yet.tsx";

type Rfm = NonNullable<Extract<InsightsView, { tab: "groups" }>["rfm"]>;
type Move = Rfm["values"]["moves"][number]["transitions"][number];
const FIFTHS = [1, 2, 3, 4, 5];

/** Where the customers stand by recency, frequency and money, and who went from which group to which. */
export function GroupsTab({ rfm, choice }: { rfm: Rfm | null; choice: InsightChoice }) {
  const words = useWords("insights");
  const { t } = words;
  if (rfm === null) return <NotYet why="waiting" />;
  if (rfm.values.cells.length === 0) return <NotYet why="groups" />;
  const moves = rfm.values.moves.find(({ days }) => days === choice.span)?.transitions ?? [];
  return (
    <>
      <PlotCard
        title={t("groups.map")}
        hint={t("groups.mapHint")}
        plot={mapPlot(words, rfm.values.cells)}
        below={<AsOf at={rfm.asOf} />}
      />
      <PlotCard
        title={t("groups.moves")}
        hint={t("groups.movesHint")}
        plot={movePlot(words, moves)}
        above={
          <ChoiceButtons
            name="span"
            chosen={String(choice.span)}
            options={["30", "90"].map((value) => ({
              value,
              label: t("lastDays", { count: Number(value), amount: value }),
            }))}
          />
        }
        below={<AsOf at={rfm.asOf}>{t("groups.movesNote")}</AsOf>}
      />
      <MoveList moves={moves} />
    </>
  );
}

function mapPlot({ t, format }: Words<"insights">, cells: Rfm["values"]["cells"]): PlotData {
  const rows = FIFTHS.toReversed();
  const cellAt = (recency: number, column: number) =>
    cells.find((cell) => cell.recency === recency && cell.frequencyAndMoney === column);
  return {
    kind: "matrix",
    rowName: t("groups.recency"),
    columnName: t("groups.frequencyAndMoney"),
    rows: rows.map((fifth) => ({
      key: String(fifth),
      name: t("groups.recencyOf", { fifth }),
      tick: t(`groups.recencyTick.${fifth as 1}`),
    })),
    columns: FIFTHS.map((fifth) => ({
      key: String(fifth),
      name: t("groups.frequencyOf", { fifth }),
      tick: String(fifth),
    })),
    values: rows.map((recency) => FIFTHS.map((column) => cellAt(recency, column)?.customers ?? 0)),
    cellNames: rows.map((recency) =>
      FIFTHS.map((column) => {
        const group = cellAt(recency, column)?.group;
        return group === undefined ? null : t(`common:rfm.${group}`);
      }),
    ),
    format: format.count,
  };
}

/** The last row and column stand for those in no group. */
function movePlot({ t, format }: Words<"insights">, moves: readonly Move[]): PlotData {
  const groups: (RfmGroup | null)[] = [...RFM_GROUPS, null];
  const nameOf = (group: RfmGroup | null): string =>
    group === null ? t("groups.none") : t(`common:rfm.${group}`);
  const count = (from: RfmGroup | null, to: RfmGroup | null): number =>
    moves.find((move) => move.from === from && move.to === to)?.customers ?? 0;
  const sums = groups.map((from) => groups.reduce((sum, to) => sum + count(from, to), 0));
  return {
    kind: "matrix",
    rowName: t("groups.from"),
    columnName: t("groups.to"),
    rows: groups.map((group, index) => ({
      key: group ?? "none",
      name: nameOf(group),
      tick: `${index + 1} ${nameOf(group)}`,
    })),
    columns: groups.map((group, index) => ({
      key: group ?? "none",
      name: t("groups.toGroup", { group: nameOf(group) }),
      tick: String(index + 1),
    })),
    values: groups.map((from) =>
      // Who was in no group at both ends is not told.
      groups.map((to) => (from === null && to === null ? null : count(from, to))),
    ),
    weights: groups.map((from, row) =>
      groups.map((to) => count(from, to) / Math.max(1, sums[row] ?? 0)),
    ),
    total: { name: t("groups.before"), values: sums, format: format.count },
    format: format.count,
    cellFormat: (value) => (value === 0 ? "" : format.count(value)),
  };
}
