/** How often what it leaves to others a shop may hold: alone three quarters of the room, beside another 3/7 each. */
const TIMES_WHAT_IS_LEFT = 3;
/** How much of the room all that grow while nobody has proven whose they are may take by growing. */
const UNPROVEN_SHARE = 0.25;

/** What one request holds. */
export interface Place {
  readonly way: Way;
  bytes: number;
  /** What of it came by growing before it was proven whose it is. */
  unproven: number;
  /** Whose it is, once that is known. */
  holder: Holder | null;
  hasLeft: boolean;
}

/** All that a shop holds by one way. */
interface Holder {
  shop: string;
  bytes: number;
}

/** How a kind of request comes, and how much of the room all of its kind may find taken. */
export interface Way {
  name: string;
  share: number;
  /** Whose a request is, is known by what it says alone, until all of it is here. */
  isUnproven?: true;
}

export type Refused = "room-full" | "share-full";

/**
 * The room that requests take while they wait, by bytes. Whoever floods it is refused before the last place is gone: what a
 * shop may hold by one way is a multiple of what is left, so that a shop alone may take most of it, several share it, and one
 * that holds nothing finds a place. What nobody proved may begin as everybody's, and grow within a quarter of the room alone:
 * some senders of large bodies are in the way of other large bodies, and of nobody else.
 */
export interface Room {
  /** @returns null: there is none for so much */
  take(way: Way, bytes: number): Place | null;
  /** Adds to what a place holds. @returns why there is no room for it; the place holds what it held */
  grow(place: Place, bytes: number): Refused | null;
  /** Says whose a place is. @returns false: the shop's share is taken, and the place is to be left */
  claim(place: Place, shop: string): boolean;
  leave(place: Place): void;
}

export function createRoom(mostBytes: number): Room {
  let held = 0;
  let unproven = 0;
  // By each way for itself: who speaks in a shop's name by one must not shut it out by another.
  const holders = new Map<Way, Map<string, Holder>>();

  const holderOf = (way: Way, shop: string): Holder => {
    let ofWay = holders.get(way);
    if (ofWay === undefined) holders.set(way, (ofWay = new Map()));
    let holder = ofWay.get(shop);
    if (holder === undefined) ofWay.set(shop, (holder = { shop, bytes: 0 }));
    return holder;
  };
  const giveBack = ({ way, holder, bytes }: Place): void => {
    if (holder === null) return;
    holder.bytes -= bytes;
    if (holder.bytes === 0) holders.get(way)?.delete(holder.shop);
  };
  const leftOf = (way: Way): number => mostBytes * way.share - held;
  const isTooMuch = (bytes: number, left: number): boolean =>
    bytes > 0 && bytes > left * TIMES_WHAT_IS_LEFT;

  return {
    take(way, bytes) {
      // What is larger than all the room goes through when nothing else waits; its endpoint has a limit of its own.
      if (held > 0 && bytes > leftOf(way)) return null;
      held += bytes;
      return { way, bytes, unproven: 0, holder: null, hasLeft: false };
    },
    grow(place, bytes) {
      const { way, holder } = place;
      // Whose sender is gone holds nothing.
      if (place.hasLeft) return null;
      const left = leftOf(way);
      const isProven = holder !== null && way.isUnproven !== true;
      if (bytes > left) return "room-full";
      if (!isProven && unproven + bytes > mostBytes * UNPROVEN_SHARE) return "room-full";
      if (holder !== null && isTooMuch(holder.bytes - place.bytes, left)) return "share-full";
      held += bytes;
      place.bytes += bytes;
      if (holder !== null) holder.bytes += bytes;
      if (!isProven) {
        unproven += bytes;
        place.unproven += bytes;
      }
      return null;
    },
    claim(place, shop) {
      if (place.hasLeft || place.holder?.shop === shop) return true;
      giveBack(place);
      place.holder = null;
      const holder = holderOf(place.way, shop);
      if (isTooMuch(holder.bytes, leftOf(place.way))) return false;
      holder.bytes += place.bytes;
      place.holder = holder;
      if (place.way.isUnproven !== true) {
        unproven -= place.unproven;
        place.unproven = 0;
      }
      return true;
    },
    leave(place) {
      if (place.hasLeft) return;
      place.hasLeft = true;
      held -= place.bytes;
      unproven -= place.unproven;
      giveBack(place);
    },
  };
}
