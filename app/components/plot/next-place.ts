interface Reading {
  /** The place that is being read; null: none yet. */
  place: number | null;
  count: number;
  /** How many places stand in a row; as many as there are where all do. */
  inRow: number;
}

/**
 * Which place a key leads to; null: the key is none of a plot's, or there is nothing to read. The first key leads to the
 * last place, which is the newest of most plots, in several rows to the first.
 */
export function nextPlace(key: string, { place, count, inRow }: Reading): number | null {
  const isInRows = inRow < count;
  const ends: Record<string, number> = { Home: 0, End: count - 1 };
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ...(isInRows ? { ArrowUp: -inRow, ArrowDown: inRow } : {}),
  };
  const end = ends[key];
  const step = steps[key];
  if (count === 0 || (end === undefined && step === undefined)) return null;
  if (end !== undefined) return end;
  if (place === null) return isInRows ? 0 : count - 1;
  const next = place + (step ?? 0);
  return next < 0 || next >= count ? place : next;
}
