import type { Instant } from "../../shared/time.ts";

/** A product that a visitor has dealt with. Plain data. */
export interface ShelfEntry {
  id: string | number;
  views: number;
  isInCart: boolean;
  lastAt: Instant;
  /** The number of the session that saw it last. */
  session: number;
}

/**
 * So many products of a visitor are remembered, those dealt with last: hardly anybody compares more, and a robot that
 * reads the whole catalog takes no more room than a shopper.
 */
export const MOST_ON_SHELF = 40;

/** The entry of a product; where there is none a new one, in the place of the one not seen for longest when full. */
export function findOnShelf(shelf: ShelfEntry[], id: string | number, at: Instant): ShelfEntry {
  const known = shelf.find((entry) => entry.id === id);
  if (known !== undefined) return known;
  const entry = { id, views: 0, isInCart: false, lastAt: at, session: 0 };
  if (shelf.length < MOST_ON_SHELF) {
    shelf.push(entry);
    return entry;
  }
  let oldest = 0;
  for (let place = 1; place < shelf.length; place += 1)
    if ((shelf[place]?.lastAt ?? 0) < (shelf[oldest]?.lastAt ?? 0)) oldest = place;
  shelf[oldest] = entry;
  return entry;
}
