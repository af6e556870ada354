import { PRESETS } from "../../../app/pipeline/score/presets.ts";
import type { Definition } from "./definition.ts";
import { drawDefinitions } from "./draw/draw-definitions.ts";
import { openNaiveProfile } from "./naive/look.ts";
import { openNaiveShop } from "./naive/shop.ts";
import { drawWorld } from "./simulate/draw-world.ts";
import { profileHistories } from "./simulate/profile-histories.ts";
import type { World } from "./simulate/world.ts";

export interface CaseSize {
  customers: number;
  days: number;
  definitions: number;
}

/** A simulated shop with random segments whose thresholds lie where its people are. */
export function drawCase(
  seed: string,
  size: CaseSize,
): { world: World; definitions: Definition[]; profiles: number } {
  const [standard, ...others] = PRESETS.map(({ model }) => model);
  if (standard === undefined) throw new Error("There is a standard model");
  const models = [standard, ...others] as const;
  const world = drawWorld({ seed, size, models, hasOutlooks: true });
  const shop = openNaiveShop(world);
  const histories = profileHistories(world);
  const profiles = histories.map((history) => openNaiveProfile(shop, history));
  const definitions = drawDefinitions({ count: size.definitions, shop, profiles });
  return { world, definitions, profiles: profiles.length };
}
