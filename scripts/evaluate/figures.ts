/** The mean of the figures that say something; null where none does. */
export function meanOfKnown(figures: readonly (number | null)[]): number | null {
  const known = figures.flatMap((figure) => figure ?? []);
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0) / known.length;
}

/** The UTC day of an instant, as cuts are named. */
export const dayOfCut = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
