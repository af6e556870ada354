import type pg from "pg";
import {
  insertRawEventGroups,
  nameOfEvent,
  type GroupedRawEvent,
  type StoredGroup,
} from "../db/raw-event-groups.ts";
import { isAboutRows } from "../db/scoped-pool.ts";
import type { ShopGroup, Waiting } from "./raw-event-lanes.ts";
import { createRepeats } from "./repeats.ts";

/** Stores groups of different shops by one commit, and answers each of their requests; it never throws. */
export type GroupStore = (groups: readonly ShopGroup[]) => Promise<void>;

export function createGroupStore(pool: pg.Pool): GroupStore {
  const repeats = createRepeats();

  const store: GroupStore = async (groups) => {
    try {
      const prepared = groups.map(({ shopId, group }) => {
        const mayRepeat = repeats.areExpected(shopId, performance.now());
        return { shopId, group, events: eventsOf(group), mayRepeat };
      });
      const stored = await insertRawEventGroups(pool, prepared);
      prepared.forEach(({ shopId, group, events }, place) => {
        const ofShop = stored[place] ?? null;
        if (ofShop !== null && ofShop.fresh !== "all") repeats.note(shopId, performance.now());
        answerGroup(group, events, ofShop);
      });
    } catch (error) {
      const parts = takeApart(groups);
      // One event that the database does not take must not fail its neighbours.
      if (parts.length > 1 && isAboutRows(error)) for (const part of parts) await store(part);
      else for (const { group } of groups) for (const { fail } of group) fail(error);
    }
  };
  return store;
}

/** Shops that share a commit become such as have one each, and a shop's group its requests. */
const takeApart = (groups: readonly ShopGroup[]): ShopGroup[][] =>
  groups.length > 1
    ? groups.map((one) => [one])
    : groups.flatMap(({ shopId, group }) => group.map((one) => [{ shopId, group: [one] }]));

interface NamedEvent extends GroupedRawEvent {
  name: string;
  /** Place in the group of the first request that brought it: to that one it is new. */
  broughtBy: number;
}

/** In one order for all processes, so that two that store the same events do not wait for each other in a ring. */
function eventsOf(group: Waiting[]): NamedEvent[] {
  const byName = new Map<string, NamedEvent>();
  group.forEach(({ batch: { source, receivedAt, events } }, broughtBy) => {
    for (const { key, topic, wire } of events) {
      const name = nameOfEvent(source, key);
      if (byName.has(name)) continue;
      byName.set(name, { name, key, topic, wire, source, receivedAt, broughtBy });
    }
  });
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function answerGroup(
  group: Waiting[],
  events: readonly NamedEvent[],
  stored: StoredGroup | null,
): void {
  if (stored === null) {
    for (const { answer } of group) answer({ outcome: "not-installed" });
    return;
  }
  const { fresh } = stored;
  const accepted = group.map(() => 0);
  for (const { name, broughtBy } of events)
    if (fresh === "all" || fresh.has(name)) accepted[broughtBy] = (accepted[broughtBy] ?? 0) + 1;
  group.forEach(({ answer }, place) =>
    answer({ outcome: "stored", accepted: accepted[place] ?? 0 }),
  );
}
