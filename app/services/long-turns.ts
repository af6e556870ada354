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
} {
  const turns = createShopTurns(options);
  const running = new Set<number>();
  return {
    free: () => options.atOnce - running.size,
    busy: () => [...new Set([...running, ...turns.pausing()])],
    begin(shopId, work) {
      running.add(shopId);
      const take = async (): Promise<number> => {
        await work();
        return 1;
      };
      void turns.take([shopId], take).finally(() => running.delete(shopId));
    },
    pause: turns.pause,
  };
}
