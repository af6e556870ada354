/** From where to where a value of a stack reaches. */
export interface Layer {
  from: number;
  to: number;
}

/**
 * Puts the values of several series on top of each other, place by place: those above 0 upwards, those below
 * downwards, in the order of the series. What is unknown has no height.
 * @returns one list per series, one layer per place
 */
export function stackSeries(series: readonly (readonly (number | null)[])[]): Layer[][] {
  const above: number[] = [];
  const below: number[] = [];
  return series.map((values) =>
    values.map((value, place) => {
      const ends = (value ?? 0) < 0 ? below : above;
      const from = ends[place] ?? 0;
      const to = from + (value ?? 0);
      ends[place] = to;
      return { from, to };
    }),
  );
}
