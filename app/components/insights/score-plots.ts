import type { BandView } from "../../services/insights/tell-bands.ts";
import type { InsightsView } from "../../services/insights/read-insights.ts";
import type { PlotData, PlotPlace } from "../plot/plot-data.ts";
import { STEPS } from "../plot/tones.ts";
import { isoDay } from "../scores/iso-day.ts";
import type { Words } from "../words/use-words.ts";

type Scores = Extract<InsightsView, { tab: "scores" }>;
type Days = NonNullable<Scores["trend"]>["values"]["days"];

const BAND_POINTS = 20;
const BANDS = [0, 1, 2, 3, 4];

/** "20–40"; who is unknown has no points. */
const bandName = ({ t }: Words<"insights">, band: number | null): string =>
  band === null ? t("scores.unknown") : `${band * BAND_POINTS}–${(band + 1) * BAND_POINTS}`;

const bandPlaces = (words: Words<"insights">, bands: readonly BandView[]): PlotPlace[] =>
  bands.map(({ band }) => ({ key: String(band ?? "unknown"), name: bandName(words, band) }));

const countsOf = ({ t, format }: Words<"insights">, bands: readonly BandView[]) =>
  (["customers", "buyers", "orders"] as const).map((key) => ({
    key,
    name: t(`scores.${key}`),
    values: bands.map((band) => band[key]),
    mark: "none" as const,
    format: format.count,
  }));

/** The share of each band that bought. */
export function ratePlot(words: Words<"insights">, bands: readonly BandView[]): PlotData {
  const { t, format } = words;
  return {
    kind: "bars",
    placeName: t("scores.band"),
    places: bandPlaces(words, bands),
    format: (ratio) => format.percent(ratio, 1),
    axisFormat: (ratio) => format.percent(ratio),
    series: [
      {
        key: "rate",
        name: t("scores.bought"),
        values: bands.map(({ rate }) => rate),
        ranges: bands.map(({ rateRange, rate }) =>
          rate === null ? { low: 0, high: 0 } : rateRange,
        ),
      },
      ...countsOf(words, bands),
    ],
  };
}

/** What a customer of each band spent. */
export function moneyPlot(
  words: Words<"insights">,
  bands: readonly BandView[],
  currency: string,
): PlotData {
  const { t, format } = words;
  const money = (minor: number): string => format.money(Math.round(minor), currency);
  return {
    kind: "bars",
    placeName: t("scores.band"),
    places: bandPlaces(words, bands),
    format: money,
    series: [
      {
        key: "mean",
        name: t("scores.mean"),
        values: bands.map(({ mean }) => mean),
        ranges: bands.map(({ meanRange }) => meanRange),
        tone: "green",
      },
      {
        key: "revenue",
        name: t("scores.revenue"),
        values: bands.map(({ revenueMinor }) => revenueMinor),
        mark: "none",
      },
      ...countsOf(words, bands),
    ],
  };
}

/** How the customers of known score spread over the bands, day by day. */
export function trendPlot(words: Words<"insights">, days: Days, score: Scores["score"]): PlotData {
  const { t, format } = words;
  const known = days.map(({ bands }) =>
    BANDS.reduce((sum, band) => sum + (bands[score][band] ?? 0), 0),
  );
  return {
    kind: "area",
    isStacked: true,
    placeName: t("day"),
    places: days.map(({ day }) => ({ key: isoDay(day), name: format.day(isoDay(day)) })),
    lowest: 0,
    highest: 1,
    format: (ratio) => format.percent(ratio, 1),
    axisFormat: (ratio) => format.percent(ratio),
    series: [
      ...BANDS.map((band) => ({
        key: String(band),
        name: bandName(words, band),
        values: days.map(({ bands }, index) => {
          const all = known[index] ?? 0;
          return all === 0 ? null : (bands[score][band] ?? 0) / all;
        }),
        ...(STEPS[band] === undefined ? {} : { tone: STEPS[band] }),
      })),
      {
        key: "customers",
        name: t("scores.customers"),
        values: known,
        mark: "none" as const,
        format: format.count,
      },
    ],
  };
}
