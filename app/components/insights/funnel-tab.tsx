import type { InsightsView } from "../../services/insights/read-insights.ts";
import type { InsightChoice } from "../../services/insights/insight-choice.ts";
import { PlotCard } from "../plot/plot-card.tsx";
import type { PlotData } from "../plot/plot-data.ts";
import { isoDay } from "../scores/iso-day.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { AsOf } from "./as-of.tsx";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { NotYet } from "./not-yet.tsx";

type Funnel = NonNullable<Extract<InsightsView, { tab: "funnel" }>["funnel"]>;
const PERIODS = ["7", "30", "90"];

/** From looking to ordering, against the period before, and day by day. */
export function FunnelTab({ funnel, choice }: { funnel: Funnel | null; choice: InsightChoice }) {
  const words = useWords("insights");
  const { t, format } = words;
  if (funnel === null) return <NotYet why="waiting" />;
  const { orderedUnseen } = funnel;
  const counted = { count: orderedUnseen, amount: format.count(orderedUnseen) };
  const days = (
    <ChoiceButtons
      name="days"
      chosen={String(choice.days)}
      options={PERIODS.map((value) => ({
        value,
        label: t("lastDays", { count: Number(value), amount: value }),
      }))}
    />
  );
  const period = (
    <AsOf at={funnel.asOf}>
      {t("funnel.period", {
        from: format.day(isoDay(funnel.fromDay)),
        to: format.day(isoDay(funnel.toDay)),
      })}{" "}
      {orderedUnseen > 0 ? t("funnel.unseen", counted) : null}
    </AsOf>
  );
  // Four empty bars over orders that came all the same would read as if nobody had bought.
  if (funnel.steps.every(({ count }) => count === 0)) {
    return (
      <NotYet why="funnel">
        {days}
        {period}
      </NotYet>
    );
  }
  return (
    <>
      <PlotCard
        title={t("funnel.title")}
        hint={t("funnel.hint")}
        plot={stepPlot(words, funnel)}
        above={days}
        below={period}
      />
      <PlotCard
        title={t("funnel.byDay")}
        hint={t("funnel.byDayHint")}
        plot={dayPlot(words, funnel)}
        below={<AsOf at={funnel.asOf} />}
      />
    </>
  );
}

function stepPlot({ t, format }: Words<"insights">, { steps }: Funnel): PlotData {
  return {
    kind: "funnel",
    stepName: t("funnel.step"),
    countName: t("funnel.count"),
    steps: steps.map(({ step, ...counts }) => ({
      key: step,
      name: t(`funnel.${step}`),
      ...counts,
    })),
    format: format.count,
    percent: (ratio) => format.percent(ratio, 1),
  };
}

function dayPlot({ t, format }: Words<"insights">, { days }: Funnel): PlotData {
  const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  return {
    kind: "line",
    placeName: t("day"),
    places: days.map(({ day }) => ({
      key: isoDay(day),
      name: format.day(isoDay(day)),
    })),
    series: [
      {
        key: "ordered",
        name: t("funnel.ordersOfLooks"),
        values: days.map(({ looked, ordered }) => share(ordered, looked)),
      },
      {
        key: "carted",
        name: t("funnel.cartsOfLooks"),
        values: days.map(({ looked, carted }) => share(carted, looked)),
      },
      {
        key: "looked",
        name: t("funnel.looked"),
        values: days.map(({ looked }) => looked),
        mark: "none",
        format: format.count,
      },
    ],
    format: (ratio) => format.percent(ratio, 1),
    axisFormat: (ratio) => format.percent(ratio),
  };
}
