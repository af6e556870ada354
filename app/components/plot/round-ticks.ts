/** How a step of 1, 2, 5 or 10 times a power of ten is chosen: the bounds are the geometric means between neighbors. */
const FIVES_FROM = Math.sqrt(50);
const TWOS_FROM = Math.sqrt(10);
const ONES_TO = Math.sqrt(2);

/** Enough for ends to settle: each round can make the step larger once. */
const MOST_ROUNDS = 10;

/** A step between round numbers. Below one it is kept as its inverse, a whole number: 3 / 10 is what 3 * 0.1 is not. */
interface Step {
  size: number;
  isInverse: boolean;
}

function stepOf(from: number, to: number, count: number): Step {
  const wished = (to - from) / count;
  const power = Math.floor(Math.log10(wished));
  const error = wished / 10 ** power;
  const factor = error >= FIVES_FROM ? 10 : error >= TWOS_FROM ? 5 : error >= ONES_TO ? 2 : 1;
  return power < 0
    ? { size: 10 ** -power / factor, isInverse: true }
    : { size: 10 ** power * factor, isInverse: false };
}

const stepsIn = (value: number, { size, isInverse }: Step): number =>
  isInverse ? value * size : value / size;

const valueAt = (steps: number, { size, isInverse }: Step): number =>
  isInverse ? steps / size : steps * size;

/**
 * The nearest round numbers outside of a span. As `nice` of d3's linear scale, which brings 12 kB of formats and colors with it.
 * @param count how many ticks are wished between them
 */
export function roundOutward(from: number, to: number, count: number): [number, number] {
  let ends: [number, number] = [from, to];
  let last: Step | null = null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const step = stepOf(...ends, count);
    if (step.size === last?.size && step.isInverse === last.isInverse) break;
    last = step;
    ends = [
      valueAt(Math.floor(stepsIn(ends[0], step)), step),
      valueAt(Math.ceil(stepsIn(ends[1], step)), step),
    ];
  }
  return ends;
}

/**
 * Round numbers within a span, its ends included where they are round. As `ticks` of d3's linear scale.
 * @param count how many are wished; there are about as many
 */
export function roundTicks(from: number, to: number, count: number): number[] {
  const step = stepOf(from, to, count);
  // Not by ceil and floor: an end that is a round number itself must not be missed for its last bit.
  const near = Math.round(stepsIn(from, step));
  const far = Math.round(stepsIn(to, step));
  const first = valueAt(near, step) < from ? near + 1 : near;
  const last = valueAt(far, step) > to ? far - 1 : far;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    valueAt(first + index, step),
  );
}
