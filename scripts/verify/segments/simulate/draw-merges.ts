import { createRandom } from "../../../../dev-store/simulation/random.ts";
import { DAY_MS, HOUR_MS } from "./world.ts";
import type { Order, Person } from "./world.ts";

const SHARE = 0.06;

/**
 * Lets Shopify make one customer of some neighbors in the list: the second becomes part of the first, and does nothing
 * more under the id of their own.
 */
export function mergeSome(
  persons: readonly Person[],
  { seed, endAt }: { seed: string; endAt: number },
): Person[] {
  return persons.map((person, place) => {
    const kept = place % 2 === 1 ? persons[place - 1] : undefined;
    if (kept === undefined || kept.bornAt === null || person.bornAt === null) return person;
    const random = createRandom(`${seed} merge ${person.index}`);
    const from = Math.max(kept.bornAt, person.bornAt) + HOUR_MS;
    const until = endAt - DAY_MS;
    if (!random.chance(SHARE) || from >= until) return person;
    return endAtMerge(person, { index: kept.index, at: random.between(from, until) });
  });
}

function endAtMerge(person: Person, mergedInto: { index: number; at: number }): Person {
  const isBefore = ({ at }: { at: number }): boolean => at < mergedInto.at;
  const signals = person.signals.filter(isBefore);
  const logIns = signals.flatMap(({ at, source }) =>
    source.kind === "embed" && source.isLoggedIn ? [at] : [],
  );
  return {
    ...person,
    mergedInto,
    logInAt: logIns.length === 0 ? null : Math.min(...logIns),
    signals,
    orders: person.orders
      .filter(({ placedAt }) => placedAt < mergedInto.at)
      .map((order) => endOrder(order, mergedInto.at)),
    consents: person.consents.filter(isBefore),
    tags: person.tags.filter(isBefore),
  };
}

const endOrder = (order: Order, at: number): Order => ({
  ...order,
  cancelledAt: order.cancelledAt !== null && order.cancelledAt < at ? order.cancelledAt : null,
  refunds: order.refunds.filter(({ refundedAt }) => refundedAt < at),
});
