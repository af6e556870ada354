import { DAY_MS } from "./world.ts";
import type { Order, Person, World } from "./world.ts";

/** The orders of each customer as they are one or two at an instant: of all times, since merged customers always were one. */
export function ordersByCustomer(persons: readonly Person[], at: number): Order[][] {
  const lists = new Map(persons.map(({ index, orders }) => [index, [...orders]]));
  for (const { index, mergedInto, orders } of persons) {
    if (mergedInto === null || mergedInto.at > at) continue;
    lists.get(mergedInto.index)?.push(...orders);
    lists.delete(index);
  }
  return [...lists.values()];
}

/** When customers became one, ascending. */
const mergesOf = ({ persons }: Pick<World, "persons">): number[] =>
  persons.flatMap(({ mergedInto }) => mergedInto?.at ?? []).sort((a, b) => a - b);

/** When what everybody is compared with may become another one: at UTC midnights, and where customers become one. */
export function changesOfShop(world: World): number[] {
  const midnights: number[] = [];
  for (let at = world.startAt; at < world.endAt; at += DAY_MS) midnights.push(at);
  return [...new Set([...midnights, ...mergesOf(world)])].sort((a, b) => a - b);
}
