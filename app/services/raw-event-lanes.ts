import type { NewRawEvent } from "../db/raw-events.ts";
import type { Source } from "../pipeline/shared/source-names.ts";

/** Rows of one statement; beyond some hundreds a row costs no less. */
const MOST_IN_STATEMENT = 500;

/** Groups of one shop at once: while one is on its way to the disk, the next is. */
const MOST_GROUPS_OF_SHOP = 2;
/** Requests that are worth a commit beside one that is under way; fewer wait for it, and cost a tenth. */
const WORTH_ANOTHER = 32;
/**
 * Shops whose groups share a commit, and how many events these may have together: a commit costs as much as a hundred rows, and
 * nobody should wait for more of others than that.
 */
const MOST_SHARING = 16;
const MOST_SHARED = 100;

/**
 * Events that may wait in a process, all shops together. At some 10,000 rows a second they are a second's work, and with
 * a few kilobytes each they fit in memory many times.
 */
const MOST_WAITING = 10_000;
/** One shop must leave room to the others. */
const MOST_OF_SHOP = MOST_WAITING / 4;

/**
 * How much of the room a source may fill. A lost browse event is a look that nobody saw; a webhook that is refused costs
 * Shopify a retry, and the merchant trust. So browsing is let go first.
 */
const SHARE: Record<Source, number> = {
  webhook: 1,
  klaviyo: 1,
  backfill: 1,
  api: 0.75,
  pixel: 0.5,
  proxy: 0.5,
};

export interface RawEventBatch {
  shopId: number;
  source: Source;
  receivedAt: number;
  events: NewRawEvent[];
}

export type Stored =
  /** Committed. `accepted` were new, the others are known by their keys. */
  | { outcome: "stored"; accepted: number }
  /** More waits than may wait: nothing was stored, and the sender should try again later. */
  | { outcome: "overloaded" }
  /** The shop is gone, or uninstalled the app a moment ago: nothing was stored. */
  | { outcome: "not-installed" };

/** A request that waits for its events to be durable. */
export interface Waiting {
  batch: RawEventBatch;
  answer(stored: Stored): void;
  fail(error: unknown): void;
}

interface Lane {
  /** Webhooks and other signed deliveries, which go first. */
  urgent: Waiting[];
  usual: Waiting[];
  events: number;
  /** Groups under way. */
  running: number;
}

/** What of a shop is stored by one statement. */
export interface ShopGroup {
  shopId: number;
  group: Waiting[];
}

export interface Lanes {
  /** @returns false: there is no room, and nothing was added */
  add(waiting: Waiting): boolean;
  /** The next shops' turns, which share a commit: a shop that sends much, or several that send little. Empty: nothing waits that may run. */
  take(): ShopGroup[];
  /** What was taken of the shop is done: its next group may be taken. */
  finish(shopId: number): void;
  /** Takes away those of some requests that were added and not taken. */
  expire(late: ReadonlySet<Waiting>): void;
  /** Events that were added and not taken. */
  waiting(): number;
}

/**
 * Waiting requests by shop. Shops take turns, whatever each of them has waiting. A second group of a shop runs beside its first
 * where no other shop waits.
 */
export function createLanes(): Lanes {
  // In the order of the turns: a shop that was served goes to the end.
  const lanes = new Map<number, Lane>();
  let waiting = 0;
  const takeOf = (lane: Lane): Waiting[] => {
    const group = takeGroup(lane);
    const taken = countEvents(group);
    lane.events -= taken;
    waiting -= taken;
    lane.running += 1;
    return group;
  };

  return {
    add(one) {
      const { shopId, source, events } = one.batch;
      const lane = lanes.get(shopId) ?? { urgent: [], usual: [], events: 0, running: 0 };
      const share = SHARE[source];
      // What is larger than all the room goes through when nothing else waits.
      const fits = (before: number, most: number): boolean =>
        before === 0 || before + events.length <= most * share;
      if (!fits(waiting, MOST_WAITING) || !fits(lane.events, MOST_OF_SHOP)) return false;
      (share === 1 ? lane.urgent : lane.usual).push(one);
      lane.events += events.length;
      waiting += events.length;
      lanes.set(shopId, lane);
      return true;
    },
    take() {
      const groups: ShopGroup[] = [];
      let sharing = 0;
      while (groups.length < MOST_SHARING) {
        const next =
          findLane(lanes, isWaiting) ??
          (groups.length === 0 ? findLane(lanes, isWorthAnother) : null);
        if (next === null) break;
        const [shopId, lane] = next;
        if (groups.length > 0 && sharing + lane.events > MOST_SHARED) break;
        sharing += lane.events;
        groups.push({ shopId, group: takeOf(lane) });
        lanes.delete(shopId);
        lanes.set(shopId, lane);
      }
      return groups;
    },
    finish(shopId) {
      const lane = lanes.get(shopId);
      if (lane === undefined) return;
      lane.running -= 1;
      if (lane.events === 0 && lane.running === 0) lanes.delete(shopId);
    },
    expire(late) {
      for (const [shopId, lane] of lanes) {
        lane.urgent = lane.urgent.filter((one) => !late.has(one));
        lane.usual = lane.usual.filter((one) => !late.has(one));
        const left = countEvents(lane.urgent) + countEvents(lane.usual);
        waiting -= lane.events - left;
        lane.events = left;
        if (left === 0 && lane.running === 0) lanes.delete(shopId);
      }
    },
    waiting: () => waiting,
  };
}

const countEvents = (requests: readonly Waiting[]): number =>
  requests.reduce((sum, { batch }) => sum + batch.events.length, 0);

function findLane(
  lanes: ReadonlyMap<number, Lane>,
  fits: (lane: Lane) => boolean,
): [shopId: number, lane: Lane] | null {
  for (const entry of lanes) if (fits(entry[1])) return entry;
  return null;
}

const isWaiting = ({ running, events }: Lane): boolean => running === 0 && events > 0;

const isWorthAnother = ({ running, urgent, usual }: Lane): boolean =>
  running < MOST_GROUPS_OF_SHOP && urgent.length + usual.length >= WORTH_ANOTHER;

/** At least one request, whatever its size, and as many more as fit into a statement. */
function takeGroup(lane: Lane): Waiting[] {
  const group: Waiting[] = [];
  let events = 0;
  for (const queue of [lane.urgent, lane.usual]) {
    let taken = 0;
    for (const one of queue) {
      const size = one.batch.events.length;
      if (group.length > 0 && events + size > MOST_IN_STATEMENT) break;
      group.push(one);
      events += size;
      taken += 1;
    }
    queue.splice(0, taken);
  }
  return group;
}
