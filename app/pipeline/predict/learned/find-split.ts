import { PER_BIN } from "./histogram.ts";

/** What is known of the rows of a leaf. */
export interface LeafSums {
  gradient: number;
  curvature: number;
  rows: number;
}

/** A cut of a leaf in two: rows whose bin is at most `bin` go left. */
export interface Split {
  feature: number;
  bin: number;
  /** Twice how much the loss falls, to second order. */
  gain: number;
  left: LeafSums;
  right: LeafSums;
}

export interface SplitRules {
  /** A leaf has at least so many rows. */
  minRowsPerLeaf: number;
  /** Penalty on the squared values of leaves, in units of curvature. */
  l2: number;
}

/** A gain below this part of what the two halves are worth is rounding. */
const RELATIVE_NOISE = 1e-10;

/**
 * The cut of a leaf by one of the given features that lowers the loss most, null where none does. Of equal cuts the first
 * feature's lowest, so that the same sums give the same cut. O(bins of these features).
 */
export function findSplit(
  {
    histogram,
    offsets,
    features,
    sums,
  }: { histogram: Float64Array; offsets: Uint32Array; features: readonly number[]; sums: LeafSums },
  rules: SplitRules,
): Split | null {
  if (sums.rows < 2 * rules.minRowsPerLeaf) return null;
  const { l2, minRowsPerLeaf } = rules;
  const whole = worth(sums.gradient, sums.curvature, l2);
  let best: Split | null = null;
  for (const feature of features) {
    const from = offsets[feature] ?? 0;
    const last = (offsets[feature + 1] ?? 0) - PER_BIN;
    let gradient = 0;
    let curvature = 0;
    let rows = 0;
    for (let slot = from; slot < last; slot += PER_BIN) {
      const inBin = histogram[slot + 2] ?? 0;
      if (inBin === 0) continue;
      gradient += histogram[slot] ?? 0;
      curvature += histogram[slot + 1] ?? 0;
      rows += inBin;
      if (rows < minRowsPerLeaf) continue;
      if (sums.rows - rows < minRowsPerLeaf) break;
      const halves =
        worth(gradient, curvature, l2) +
        worth(sums.gradient - gradient, sums.curvature - curvature, l2);
      const gain = halves - whole;
      if (gain <= (best?.gain ?? 0) || gain <= RELATIVE_NOISE * halves) continue;
      best = {
        feature,
        bin: (slot - from) / PER_BIN,
        gain,
        left: { gradient, curvature, rows },
        right: {
          gradient: sums.gradient - gradient,
          curvature: sums.curvature - curvature,
          rows: sums.rows - rows,
        },
      };
    }
  }
  return best;
}

/** Twice how far the best value of a leaf lowers its loss. */
function worth(gradient: number, curvature: number, l2: number): number {
  const resistance = curvature + l2;
  return resistance > 0 ? (gradient * gradient) / resistance : 0;
}

/** The best value of a leaf: one Newton step from its margins, no longer than `longest`. */
export function leafValue({ gradient, curvature }: LeafSums, l2: number, longest: number): number {
  const resistance = curvature + l2;
  if (!(resistance > 0)) return 0;
  return Math.max(-longest, Math.min(longest, 0 - gradient / resistance));
}
