import type { ShopRow } from "../db/shop.ts";
import type { ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import type { ScoringModel } from "../pipeline/score/model.ts";
import { situate } from "../pipeline/segment/situate.ts";
import type { MembershipState, Situation } from "../pipeline/segment/situation.ts";
import type { LoadedProfiles } from "./load-profile-facts.ts";
import { readOutlook, type ToldOutlook } from "./read-outlook.ts";

/** Puts together what conditions are judged on, of what was loaded of some profiles of a shop. */
export function situateProfiles(told: {
  shop: Pick<ShopRow, "timezone" | "currency">;
  loaded: LoadedProfiles;
  /** As the last look left them, by profile and by handle; who has none was never in any segment. */
  states: ReadonlyMap<number, Record<string, MembershipState>>;
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
}): (profileId: number, told: { outlook: ToldOutlook; asOf: number }) => Situation {
  const { loaded, states, benchmarks, model } = told;
  const { timezone: timeZone, currency } = told.shop;
  const shop = { catalog: loaded.catalog, timeZone, currency };
  return (profileId, { outlook, asOf }) => {
    const { facts, person } = loaded.of(profileId);
    const memberships = states.get(profileId) ?? {};
    const whole = { ...person, outlook: readOutlook(outlook), memberships };
    return situate({ facts, person: whole, shop, benchmarks, model, asOf });
  };
}
