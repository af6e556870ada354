import type { Definition } from "../definition.ts";
import { openNaiveShop } from "../naive/shop.ts";
import { followProfile } from "../product/follow-profile.ts";
import { openShop } from "../product/shop-at.ts";
import { profileHistories } from "../simulate/profile-histories.ts";
import type { World } from "../simulate/world.ts";
import { addTallies, compare, NOTHING } from "./checks.ts";
import type { Tally } from "./checks.ts";
import { drawInstants } from "./draw-instants.ts";
import { judgeNaively } from "./judge-naively.ts";

/** Which profiles of a world one process takes: every `of`-th from place `part` on. */
export interface Share {
  part: number;
  of: number;
}

/** Compares the pure core with the naive evaluator for a share of a world's profiles. */
export function checkShare(
  world: World,
  {
    definitions,
    share,
    onProfile,
  }: {
    definitions: readonly Definition[];
    share: Share;
    onProfile: () => void;
  },
): Tally {
  const histories = profileHistories(world);
  const { seed, startAt, endAt } = world;
  const drawn = drawInstants(definitions, { seed, startAt, endAt, histories });
  const naiveShop = openNaiveShop(world);
  const shop = openShop(world);
  let tally = NOTHING;
  histories.forEach((history, place) => {
    if (place % share.of !== share.part) return;
    const { name, from, until, tellings } = history;
    const word = judgeNaively(history, { shop: naiveShop, definitions });
    const followed = followProfile(history, { definitions, world, shop });
    for (const definition of definitions) {
      const { handle } = definition;
      tally = addTallies(
        tally,
        compare({
          definition,
          name,
          from,
          until,
          tellings,
          naive: word.timeline(handle),
          product: followed.get(handle)?.changes ?? [],
          dues: followed.get(handle)?.dues ?? [],
          instants: drawn.get(name)?.get(handle) ?? [],
          scratch: word.scratch(definition),
        }),
      );
    }
    onProfile();
  });
  return tally;
}
