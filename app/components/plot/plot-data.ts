import type { Tone } from "./tones.ts";

/** Puts a number into the merchant's words: a count, a share, money. */
export type NumberWords = (value: number) => string;

/**
 * A plot is data: what is drawn, what is told of a place, the table beside it and its CSV all come from this, so that
 * they cannot differ.
 */
export type PlotData = SeriesPlot | MatrixPlot | FunnelPlot | PointsPlot;

/** Where a series has a value: a day, a bin, a kind. */
export interface PlotPlace {
  /** Unique among the places; stands in the CSV: "2026-03-04". */
  key: string;
  /** In the table and in what is told of it: "Mar 4, 2026". */
  name: string;
  /** On the axis, where there is less room: "Mar 4". Without it the name. */
  tick?: string;
}

export interface PlotSeries {
  key: string;
  name: string;
  /** One per place; null is unknown, where a line is broken and no bar stands. */
  values: readonly (number | null)[];
  /** Without it by the order of the series. */
  tone?: Tone;
  /** Where the value lies, one per place: drawn as a band behind a line, told in the table. */
  ranges?: readonly PlotRange[];
  /** outline: of a histogram, in front of the filled one. none: only told, in the table and of a place. */
  mark?: "outline" | "none";
  /** Where it is counted in something else than the plot, which then cannot draw it. */
  format?: NumberWords;
}

export interface PlotRange {
  low: number;
  high: number;
}

/** Series over places of equal distance. */
export interface SeriesPlot {
  /** A histogram is bars without gaps, whose ticks stand at their lower edges. */
  kind: "line" | "area" | "bars" | "histogram";
  /** What a place is: "Day". */
  placeName: string;
  places: readonly PlotPlace[];
  series: readonly PlotSeries[];
  /** Areas and bars on top of each other; values below 0 hang below the line. */
  isStacked?: boolean;
  format: NumberWords;
  /** Where the axis has less room than the table; without it `format`. */
  axisFormat?: NumberWords;
  /** Whether only whole numbers are on the axis: people are counted. */
  isWhole?: boolean;
  /** The ends of the axis, where they do not come from the values: a score goes from 0 to 100. */
  lowest?: number;
  highest?: number;
  /** At the upper end of a histogram's last bin. */
  lastTick?: string;
  /** What is counted or measured, above the numbers; needed where neither title nor legend says it. */
  valueName?: string;
}

/** Numbers by row and column, as colors: cohorts, who went from which group to which. */
export interface MatrixPlot {
  kind: "matrix";
  rowName: string;
  /** What the columns are, told above them. */
  columnName: string;
  rows: readonly PlotPlace[];
  columns: readonly PlotPlace[];
  /** By row, then by column; null: there is none, and nothing is drawn. */
  values: readonly (readonly (number | null)[])[];
  /** What a cell stands for beyond its row and column, told with its number; null: nothing. */
  cellNames?: readonly (readonly (string | null)[])[];
  /** How strong a cell is colored, from 0 to 1; without it the value against the highest. */
  weights?: readonly (readonly number[])[];
  format: NumberWords;
  /** In a cell, where there is little room; without it `format`. */
  cellFormat?: NumberWords;
  /** Of a row as a whole, beside its name: the size of a cohort. */
  total?: { name: string; values: readonly number[]; format: NumberWords };
}

/** Steps of which each keeps a part of the one before. */
export interface FunnelPlot {
  kind: "funnel";
  stepName: string;
  /** What is counted: "Visitors". */
  countName: string;
  steps: readonly FunnelStep[];
  format: NumberWords;
  /** A ratio in percent. */
  percent: (ratio: number) => string;
}

export interface FunnelStep {
  key: string;
  name: string;
  count: number;
  /** In the period before; null: nothing is known of it. */
  before: number | null;
}

/** Points by two numbers: calibration, lift. */
export interface PointsPlot {
  kind: "points";
  /** What one point is: "Tenth". */
  pointName: string;
  xName: string;
  yName: string;
  series: readonly {
    key: string;
    name: string;
    tone?: Tone;
    points: readonly PlotPoint[];
    /** Joined by a line, in their order. */
    isJoined?: boolean;
  }[];
  xFormat: NumberWords;
  /** How both axes tell their ticks, where that is shorter than what a point tells. */
  axisFormat?: NumberWords;
  yFormat: NumberWords;
  /** Where both numbers are the same, as a line to compare with. */
  hasDiagonal?: boolean;
  /** The ends of the axes, where they do not come from the points. */
  xHighest?: number;
  yHighest?: number;
  /** Further numbers of the points, told and not drawn: how many customers each stands for. */
  extra?: { name: string; format: NumberWords };
}

export interface PlotPoint {
  name: string;
  x: number;
  y: number;
  /** Where y lies. */
  range?: PlotRange;
  extra?: number;
}
