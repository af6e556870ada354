import type { Definition } from "../definition.ts";
import { addTallies, compare, NOTHING } from "../compare/checks.ts";
import type { Tally } from "../compare/checks.ts";
import { drawInstants } from "../compare/draw-instants.ts";
import { judgeNaively } from "../compare/judge-naively.ts";
import { openNaiveShop } from "../naive/shop.ts";
import { profileHistories } from "../simulate/profile-histories.ts";
import type { World } from "../simulate/world.ts";
import type { StoredShop } from "./deliver.ts";
import { followStored } from "./follow-stored.ts";

/** Nobody fits predictions in a shop so small, so that none are stored. */
export const withoutOutlooks = (world: World): World => ({
  ...world,
  persons: world.persons.map((person) => ({ ...person, outlooks: [] })),
});

/** Compares what the app's services store of a world with what the naive evaluator says of it. */
export async function checkStored(
  world: World,
  options: {
    shop: StoredShop;
    definitions: readonly Definition[];
    say: (text: string) => void;
  },
): Promise<Tally> {
  const { shop, definitions, say } = options;
  const lives = await followStored(world, {
    shop,
    definitions,
    onDay: (day) => {
      if (day % 10 === 0) say(`services on PostgreSQL: day ${day}`);
    },
  });
  const histories = profileHistories(world);
  const naiveShop = openNaiveShop(world);
  const { seed, startAt, endAt } = world;
  const drawn = drawInstants(definitions, { seed, startAt, endAt, histories });
  let tally = NOTHING;
  for (const history of histories) {
    const { name, from, until, tellings } = history;
    const word = judgeNaively(history, { shop: naiveShop, definitions });
    const life = lives.get(name);
    for (const [place, definition] of definitions.entries()) {
      const { handle } = definition;
      const compared = compare({
        definition,
        name,
        from,
        until,
        tellings,
        naive: word.timeline(handle),
        product: life?.changes.get(handle) ?? [],
        // All of the profile's: those of other segments too.
        dues: life?.dues ?? [],
        instants: drawn.get(name)?.get(handle) ?? [],
        scratch: word.scratch(definition),
      });
      const dues = place === 0 ? compared.dues : 0;
      tally = addTallies(tally, { ...compared, dues });
    }
  }
  return tally;
}
