import { countOrders } from "../../../../app/pipeline/score/counted-orders.ts";
import { scoreRfm, standingOf } from "../../../../app/pipeline/score/rfm.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import type { ProfileScores } from "../../../../app/pipeline/score/scores.ts";
import { prepare } from "../../../../app/pipeline/segment/prepare.ts";
import type { Prepared } from "../../../../app/pipeline/segment/prepare.ts";
import type { Situation } from "../../../../app/pipeline/segment/situation.ts";
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
    const scores = lazily(() => scoreProfile({ facts, benchmarks, model, asOf: at }));
    const rfm = scoreRfm(standingOf(countOrders(facts.orders, at)), benchmarks.rfm);
    const situation: Situation = { ...told, scores, rfm };
    const prepared = prepare(situation);
    made.set(at, prepared);
    return prepared;
  };
}

/** Most segments ask for no score, and a score with its ledger takes longer than they do. */
function lazily(score: () => ProfileScores): ProfileScores {
  let made: ProfileScores | undefined;
  const scores = (): ProfileScores => (made ??= score());
  return {
    get asOf() {
      return scores().asOf;
    },
    get modelVersion() {
      return scores().modelVersion;
    },
    get intent() {
      return scores().intent;
    },
    get engagement() {
      return scores().engagement;
    },
    get value() {
      return scores().value;
    },
    get behavior() {
      return scores().behavior;
    },
  };
}
