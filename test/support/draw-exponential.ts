/** A waiting time for what comes at random so often a unit of time. */
export const drawExponential = (rate: number, random: () => number): number =>
  -Math.log(1 - random()) / rate;
