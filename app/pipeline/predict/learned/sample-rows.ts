import type { Random } from "../numeric/random.ts";

/**
 * A share of the rows, drawn without replacement and left in their order (selection sampling, Knuth 3.4.2 S): every
 * subset of that size is equally likely. At least one of any rows.
 */
export function sampleRows(rows: Uint32Array, share: number, random: Random): Uint32Array {
  const size = Math.min(rows.length, Math.max(1, Math.round(share * rows.length)));
  const drawn = new Uint32Array(size);
  let taken = 0;
  for (let place = 0; taken < size; place += 1)
    if (random() * (rows.length - place) < size - taken) drawn[taken++] = rows[place] ?? 0;
  return drawn;
}
