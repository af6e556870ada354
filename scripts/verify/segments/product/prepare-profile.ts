import { prepare } from "../../../../app/pipeline/segment/prepare.ts";
import { situate } from "../../../../app/pipeline/segment/situate.ts";
import type { Prepared } from "../../../../app/pipeline/segment/prepare.ts";
import type { ProfileHistory } from "../simulate/profile-histories.ts";
import type { World } from "../simulate/world.ts";
import { knownOf } from "./facts-at.ts";
import type { ShopAt } from "./shop-at.ts";

/** A profile's situation at instants, each made once for all segments. */
export function preparedOf(
  history: ProfileHistory,
  { world, shop }: { world: World; shop: ShopAt },
): (at: number) => Prepared {
  const known = knownOf(history, { startAt: world.startAt, pricesOf: shop.pricesOf });
  const made = new Map<number, Prepared>();
  return (at) => {
    const before = made.get(at);
    if (before !== undefined) return before;
    const { facts, person } = known(at);
    const benchmarks = shop.benchmarks(at);
    const { model } = world;
    const told = { facts, person, shop: shop.facts(at), benchmarks, model, asOf: at };
    const prepared = prepare(situate(told));
    made.set(at, prepared);
    return prepared;
  };
}
