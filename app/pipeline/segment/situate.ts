import { countOrders } from "../score/counted-orders.ts";
import { mergeRows } from "../score/merge-rows.ts";
import { scoreRfm, standingOf } from "../score/rfm.ts";
import { scoreProfile } from "../score/score-profile.ts";
import { once } from "./once.ts";
import type { Known, Situation } from "./situation.ts";

/**
 * What conditions are judged on, of what is known of a profile and its shop. Rows of several identities are merged, and
 * scores and classes are computed when they are first asked for: most conditions ask for neither.
 */
export function situate(known: Known): Situation {
  const { benchmarks, asOf } = known;
  const facts = { ...known.facts, rows: mergeRows(known.facts.rows) };
  return {
    ...known,
    facts,
    scores: once(() => scoreProfile({ ...known, facts })),
    rfm: once(() => scoreRfm(standingOf(countOrders(facts.orders, asOf)), benchmarks.rfm)),
  };
}
