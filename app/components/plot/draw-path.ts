import { area, line } from "d3-shape";
import type { Layer } from "./stack-series.ts";

/** Where a path goes: percent of the plot's width from the left, and of its height from the bottom. */
export interface Place {
  x: number;
  height: number;
}

/** Of an SVG, which counts from the top. */
const down = (height: number): number => 100 - height;

/**
 * A line through the places that are known, as an SVG path in a square of 100. It is broken at null: a line must not lead
 * over what is unknown. A place that stands alone becomes a dot.
 */
export function drawLine(places: readonly (Place | null)[]): string {
  const draw = line<Place | null>(
    (place) => place?.x ?? 0,
    (place) => down(place?.height ?? 0),
  ).defined((place) => place !== null);
  return draw(places) ?? "";
}

/** What lies between two heights, at each place. */
export function drawArea(layers: readonly ({ x: number } & Layer)[]): string {
  const draw = area<{ x: number } & Layer>(
    ({ x }) => x,
    ({ from }) => down(from),
    ({ to }) => down(to),
  );
  return draw(layers) ?? "";
}
