import type { PointsModel } from "../../score/model.ts";
import { arrangeLog } from "../visitors/arrange-log.ts";
import type { VisitorLog } from "../visitors/event-log.ts";
import type { ProductStandings } from "../visitors/product-standings.ts";
import { findPurchases } from "../visitors/purchases-in-log.ts";
import { newVisitor } from "../visitors/visitor-state.ts";
import type { VisitorState } from "../visitors/visitor-state.ts";
import { walkLog } from "../visitors/walk-log.ts";
import { standingAt } from "./product-tallies.ts";
import type { ProductTallies } from "./product-tallies.ts";
import { createVisitLog } from "./visit-log.ts";
import type { VisitorFact } from "./visitor-fact.ts";

/**
 * What is known of people by their facts, in their order; of somebody without facts, nothing. Computed anew from the
 * facts each time, by the code that goes through a log to learn from it: a fact that arrives late is in its place, and a
 * purchase takes with it what was part of it.
 */
export function replayVisitors(
  people: readonly (readonly VisitorFact[])[],
  by: { points: PointsModel; tallies: ProductTallies },
): VisitorState[] {
  const facts = createVisitLog();
  for (const own of people) facts.add(own);
  const { columns, products } = facts.close();
  const log = arrangeLog(columns);
  const standings = standRows(log, products, by.tallies);
  const states = people.map(() => newVisitor());
  walkLog({ log, ...findPurchases(log), standings, points: by.points }, (row, state) => {
    states[log.visitor[row] ?? 0] = state;
  });
  return states;
}

function standRows(
  log: VisitorLog,
  products: readonly string[],
  tallies: ProductTallies,
): ProductStandings {
  const standings = {
    popularity: new Float32Array(log.size),
    cartLift: new Float32Array(log.size),
    orderLift: new Float32Array(log.size),
  };
  for (let row = 0; row < log.size; row += 1) {
    const product = products[log.product[row] ?? -1];
    if (product === undefined) continue;
    const standing = standingAt(tallies, product, log.at[row] ?? 0);
    standings.popularity[row] = standing.popularity;
    standings.cartLift[row] = standing.cartLift;
    standings.orderLift[row] = standing.orderLift;
  }
  return standings;
}
