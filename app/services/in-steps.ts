import { setImmediate as letOthersGo } from "node:timers/promises";

/**
 * Items to compute something of, so many at a time: in between whatever else the process has to do goes on, requests of
 * others above all.
 */
export async function* inSteps<Item>(items: Iterable<Item>, step: number): AsyncGenerator<Item> {
  let count = 0;
  for (const item of items) {
    if (count % step === 0) await letOthersGo();
    count += 1;
    yield item;
  }
}
