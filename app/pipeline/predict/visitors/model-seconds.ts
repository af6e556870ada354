import { VISITOR_MODELS } from "./visitor-models.ts";
import type { VisitorModelName } from "./visitor-models.ts";

/** Does a piece of work for a model, and adds its time to the model's. */
export type Timer = <Result>(name: VisitorModelName, work: () => Result) => Result;

/** Counts the seconds that each model takes. `stopwatch` tells seconds; the pipeline has no clock of its own. */
export function countSeconds(stopwatch: () => number): {
  time: Timer;
  seconds: Record<VisitorModelName, number>;
} {
  const seconds = Object.fromEntries(VISITOR_MODELS.map((name) => [name, 0])) as Record<
    VisitorModelName,
    number
  >;
  return {
    seconds,
    time: (name, work) => {
      const before = stopwatch();
      const result = work();
      seconds[name] += stopwatch() - before;
      return result;
    },
  };
}
