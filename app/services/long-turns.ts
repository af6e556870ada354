import { createShopTurns, type ShopTurns } from "./shop-turns.ts";

/**
 * Turns that may take long: they are begun and not waited for, so that one shop's keep no other shop
 * waiting, and never more than `atOnce` run together.
 */
export function createLongTurns(
  options: Parameters<typeof createShopTurns>[0] & { atOnce: number },
): {
  /** How many more may begin now. */
  free(): number;
  /** Shops that are at work or left alone for now. */
  busy(): number[];
  begin(shopId: number, work: () => Promise<void>): void;
  pause: ShopTurns["pause"];
  fail: ShopTurns["fail"];
  /** One promise per turn that runs; none is ever rejected. */
  running(): Promise<void>[];
  /** Resolves when all that run now are over. */
  finish(): Promise<void>;
} {
  const turns = createShopTurns(options);
  const running = new Map<number, Promise<void>>();
  return {
    free: () => options.atOnce - running.size,
    busy: () => [...new Set([...running.keys(), ...turns.pausing()])],
    begin(shopId, work) {
      const take = async (): Promise<number> => {
        await work();
        return 1;
      };
      const turn = turns.take([shopId], take).then(
        () => void running.delete(shopId),
        () => void running.delete(shopId),
      );
      running.set(shopId, turn);
    },
    pause: turns.pause,
    fail: turns.fail,
    running: () => [...running.values()],
    finish: async () => void (await Promise.all(running.values())),
  };
}
