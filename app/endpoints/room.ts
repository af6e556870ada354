/** How often what it leaves to others a shop may hold: alone three quarters of the room, beside another 3/7 each. */
const TIMES_WHAT_IS_LEFT = 3;

/** What one request holds. */
export interface Place {
  readonly way: Way;
  readonly bytes: number;
  /** Whose it is, once that is known. */
  holder: Holder | null;
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
}

export type Refused = "room-full" | "share-full";

/**
 * The room that requests take while they wait, by bytes. Whoever floods it is refused before the last place is gone: what a
 * shop may hold by one way is a multiple of what is left, so that a shop alone may take most of it, several share it, and one
 * that holds nothing finds a place.
 */
export interface Room {
  /** @returns null: there is none for so much */
  take(way: Way, bytes: number): Place | null;
  /** Says whose a place is. @returns false: the shop's share is taken, and the place is to be left */
  claim(place: Place, shop: string): boolean;
  leave(place: Place): void;
}

export function createRoom(mostBytes: number): Room {
  let held = 0;
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

  return {
    take(way, bytes) {
      // What is larger than all the room goes through when nothing else waits; its endpoint has a limit of its own.
      if (held > 0 && held + bytes > mostBytes * way.share) return null;
      held += bytes;
      return { way, bytes, holder: null };
    },
    claim(place, shop) {
      if (place.holder?.shop === shop) return true;
      giveBack(place);
      place.holder = null;
      const holder = holderOf(place.way, shop);
      const left = mostBytes * place.way.share - held;
      if (holder.bytes > 0 && holder.bytes > left * TIMES_WHAT_IS_LEFT) return false;
      holder.bytes += place.bytes;
      place.holder = holder;
      return true;
    },
    leave(place) {
      held -= place.bytes;
      giveBack(place);
    },
  };
}
