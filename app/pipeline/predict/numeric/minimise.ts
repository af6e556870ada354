export interface Minimum {
  point: number[];
  value: number;
  /** False where the steps ran out first; the point is then the best that was seen. */
  isConverged: boolean;
}

interface Corner {
  point: number[];
  value: number;
}

/**
 * Finds a point where a function is lowest, without its derivatives (Nelder & Mead 1965, with the usual factors
 * 1, 2, 1/2, 1/2). Converged when the simplex is smaller than `tolerance` in every direction and its values
 * are that close; the unit of both is the caller's. A value that is not a number counts as infinitely high.
 */
export function minimise(input: {
  of: (point: readonly number[]) => number;
  start: readonly number[];
  /** The first simplex: this far from the start along each axis. */
  step: number;
  tolerance?: number;
  maxEvaluations?: number;
}): Minimum {
  const { of, start, step, tolerance = 1e-6, maxEvaluations = 2000 } = input;
  let evaluations = 0;
  const look = (point: number[]): Corner => {
    evaluations += 1;
    const value = of(point);
    return { point, value: Number.isNaN(value) ? Infinity : value };
  };

  let corners = [look([...start])];
  for (let axis = 0; axis < start.length; axis += 1)
    corners.push(look(start.map((at, index) => (index === axis ? at + step : at))));

  for (;;) {
    corners.sort((a, b) => a.value - b.value);
    const [best, next] = [corners[0], corners.at(-2)];
    const worst = corners.at(-1);
    if (best === undefined || next === undefined || worst === undefined)
      return { point: [], value: of([]), isConverged: true }; // nothing to vary
    const isConverged = isSmall(corners, tolerance);
    if (isConverged || evaluations >= maxEvaluations)
      return { point: best.point, value: best.value, isConverged };

    const centre = centreOf(corners.slice(0, -1));
    const along = (factor: number): number[] =>
      centre.map((at, index) => at + factor * (at - (worst.point[index] ?? 0)));
    const reflected = look(along(1));
    let replacement: Corner | null = null;
    if (reflected.value < best.value) {
      const expanded = look(along(2));
      replacement = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < next.value) {
      replacement = reflected;
    } else {
      const contracted = look(along(reflected.value < worst.value ? 0.5 : -0.5));
      if (contracted.value < Math.min(reflected.value, worst.value)) replacement = contracted;
    }
    corners =
      replacement === null
        ? [best, ...corners.slice(1).map(({ point }) => look(halfway(best.point, point)))]
        : [...corners.slice(0, -1), replacement];
  }
}

function centreOf(corners: Corner[]): number[] {
  const first = corners[0]?.point ?? [];
  return first.map(
    (_, index) => corners.reduce((sum, { point }) => sum + (point[index] ?? 0), 0) / corners.length,
  );
}

const halfway = (to: number[], from: number[]): number[] =>
  to.map((at, index) => (at + (from[index] ?? at)) / 2);

function isSmall(corners: Corner[], tolerance: number): boolean {
  const best = corners[0];
  const worst = corners.at(-1);
  if (best === undefined || worst === undefined) return true;
  if (!(worst.value - best.value <= tolerance)) return false;
  return corners.every(({ point }) =>
    point.every((at, index) => Math.abs(at - (best.point[index] ?? at)) <= tolerance),
  );
}
