import { setTimeout as sleep } from "node:timers/promises";
import { createLongTurns } from "./long-turns.ts";

/** Shops at work at once in a process: while one's statements run, the others' are computed. */
const SHOPS_AT_ONCE = 4;

/** How soon it is looked for shops that have just got work, in real ms. */
const LOOK_EVERY_MS = 50;

/** Before a shop is looked at again of which another worker does the work, in real ms. */
const EMPTY_MS = 100;

/**
 * Gives shops with work one turn after the other, several side by side, so that a shop with much to do keeps another's
 * single event waiting for no turn of its own. Who was served longest ago is next. The turns go on between rounds.
 * @param options.find the shops that have work, without those that are excepted
 * @param options.work one turn of a shop; gives how much was done
 */
export function sideBySide(options: {
  clock: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
  find: (except: number[]) => Promise<number[]>;
  work: (shopId: number) => Promise<number>;
}): () => Promise<"worked" | "idle"> {
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  // Of the shops that had work at the last look, which turn was theirs.
  let served = new Map<number, number>();
  let turn = 0;

  const begin = (shopId: number): void => {
    turn += 1;
    served.set(shopId, turn);
    turns.begin(shopId, async () => {
      if ((await options.work(shopId)) === 0) await sleep(EMPTY_MS);
    });
  };
  return async () => {
    const busy = turns.busy();
    const wereRunning = turns.running().length > 0;
    const waiting = await options.find(busy);
    const turnOf = (shopId: number): number => served.get(shopId) ?? 0;
    served = new Map([...busy, ...waiting].map((shopId) => [shopId, turnOf(shopId)]));
    const next = waiting.toSorted((a, b) => turnOf(a) - turnOf(b));
    next.slice(0, turns.free()).forEach(begin);
    const running = turns.running();
    // What ended while it was looked for others may have work again, and would wait for the loop's pause.
    if (running.length === 0) return wereRunning ? "worked" : "idle";
    await Promise.race([...running, sleep(LOOK_EVERY_MS)]);
    return "worked";
  };
}
