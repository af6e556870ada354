import { setTimeout as sleep } from "node:timers/promises";
import { createLongTurns } from "./long-turns.ts";
import type { Round } from "./round.ts";
import type { ShopTurns } from "./shop-turns.ts";

/** Shops at work at once in a process: while one waits for its statements or for another system, the others go on. */
const SHOPS_AT_ONCE = 4;

/** How soon it is looked for shops that have just got work, in real ms. */
const LOOK_EVERY_MS = 50;

/**
 * How soon a shop's turn that had little to do is followed by the next one, in real ms from beginning to beginning. A turn by itself costs as
 * much as the work on a hundred events: one after the other, each with the few that came meanwhile, those of a single shop took both
 * processors of a machine, and everybody's requests waited for them. What comes to a shop that had no turn just now does not wait.
 */
const TURN_EVERY_MS = 100;

/** Whether a turn had as much to do as one may. */
export type TurnSize = "whole" | "little";

/** What a turn says where its shop is to be left alone for longer, and whether that is a failure to report. */
export type LeaveAlone = Pick<ShopTurns, "pause" | "fail">;

/** The size of a turn that did so many of the pieces that one batch has at most. */
export const sizeOfTurn = (done: number, batch: number): TurnSize =>
  done >= batch ? "whole" : "little";

/**
 * Gives shops with work one turn after the other, several side by side, so that a shop with much to do keeps another's
 * single event waiting for no turn of its own. Who was served longest ago is next. The turns go on between rounds.
 * @param options.find the shops that have work. Those that are excepted are left out of its answer: whoever gives some of many must know them
 * @param options.work one turn of a shop; gives whether there was a whole turn's work. After one that found little, or nothing since another worker
 * has the shop, the next one waits
 */
export function sideBySide(options: {
  clock: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
  find: (except: number[]) => Promise<number[]>;
  work: (shopId: number, leave: LeaveAlone) => Promise<TurnSize>;
}): Round {
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  // Of the shops that had work at the last look, which turn was theirs.
  let served = new Map<number, number>();
  let turn = 0;
  /** Shops that had a turn just now, and the instant from which they may have another. */
  const resting = new Map<number, number>();
  const stillResting = (): number[] => {
    for (const [shopId, until] of resting) if (until <= performance.now()) resting.delete(shopId);
    return [...resting.keys()];
  };

  const begin = (shopId: number): void => {
    turn += 1;
    served.set(shopId, turn);
    turns.begin(shopId, async () => {
      const nextAt = performance.now() + TURN_EVERY_MS;
      if ((await options.work(shopId, turns)) === "little") resting.set(shopId, nextAt);
    });
  };
  const round = async (): ReturnType<Round> => {
    const busy = turns.busy();
    const wereRunning = turns.running().length > 0;
    const except = new Set([...busy, ...stillResting()]);
    const waiting = (await options.find([...except])).filter((shopId) => !except.has(shopId));
    const turnOf = (shopId: number): number => served.get(shopId) ?? 0;
    served = new Map(
      [...busy, ...resting.keys(), ...waiting].map((shopId) => [shopId, turnOf(shopId)]),
    );
    const next = waiting.toSorted((a, b) => turnOf(a) - turnOf(b));
    next.slice(0, turns.free()).forEach(begin);
    const running = turns.running();
    // What ended while it was looked for others may have work again, and would wait for the loop's pause.
    if (running.length === 0 && resting.size === 0) return wereRunning ? "worked" : "idle";
    await Promise.race([...running, sleep(LOOK_EVERY_MS)]);
    return "worked";
  };
  return Object.assign(round, { finish: turns.finish });
}
