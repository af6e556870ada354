import fc from "fast-check";
import { expect, test } from "vitest";
import { createRoom, type Place, type Room, type Way } from "../../../app/endpoints/room.ts";

const MOST = 1000;
const EVENTS = { name: "proxy", share: 0.5 };
const WEBHOOKS = { name: "signed", share: 1 };
const WAYS = [EVENTS, WEBHOOKS];

const size = fc.integer({ min: 1, max: MOST / 20 });
const shop = fc.constantFrom("a", "b", "c", "d", "e");
const way = fc.constantFrom(...WAYS);

/** What a request of a shop meets, as the gate asks: its place is left where the share is refused. */
function ask(room: Room, of: { way: typeof EVENTS; bytes: number; shop: string }): Place | string {
  const place = room.take(of.way, of.bytes);
  if (place === null) return "room-full";
  if (room.claim(place, of.shop)) return place;
  room.leave(place);
  return "share-full";
}

/** Sends what a shop sends until it is refused. @returns what it holds */
function flood(
  room: Room,
  of: { shop: string; sizes: readonly number[]; way?: typeof EVENTS },
): number {
  let held = 0;
  for (let turn = 0; ; turn += 1) {
    const bytes = of.sizes[turn % of.sizes.length] ?? 1;
    if (typeof ask(room, { way: WEBHOOKS, ...of, bytes }) === "string") return held;
    held += bytes;
  }
}
const sizes = fc.array(size, { minLength: 1, maxLength: 5 });

test("whatever comes and goes, no more is held than may be, and a shop that holds nothing is refused by a full room alone", () => {
  const move = fc.record({ shop, way, bytes: size, leaves: fc.boolean(), which: fc.nat() });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 300 }), (moves) => {
      const room = createRoom(MOST);
      const held: Place[] = [];
      for (const { leaves, which, ...asked } of moves) {
        if (leaves && held.length > 0) {
          const [gone] = held.splice(which % held.length, 1);
          if (gone) room.leave(gone);
          continue;
        }
        const total = held.reduce((sum, { bytes }) => sum + bytes, 0);
        const own = held.filter((one) => one.holder?.shop === asked.shop && one.way === asked.way);
        const most = MOST * asked.way.share;
        const answer = ask(room, asked);
        const fits = total === 0 || total + asked.bytes <= most;
        if (!fits) expect(answer).toBe("room-full");
        else if (own.length === 0) expect(answer).toBeTypeOf("object");
        if (typeof answer !== "string") held.push(answer);
        expect(total).toBeLessThanOrEqual(MOST);
      }
      // All that is held can leave, and then the room is as it was.
      for (const one of held) room.leave(one);
      const alone = { way: EVENTS, bytes: MOST * 2, shop: "a" };
      expect(ask(room, alone)).toBeTypeOf("object");
    }),
  );
});

test("a shop alone may take most of the room, and never the last of it", () => {
  fc.assert(
    fc.property(sizes, way, (sizes, way) => {
      const most = MOST * way.share;
      const held = flood(createRoom(MOST), { shop: "a", sizes, way });
      const largest = Math.max(...sizes);
      expect(held).toBeGreaterThanOrEqual(most * 0.75 - largest);
      expect(held).toBeLessThanOrEqual(most * 0.75 + largest);
    }),
  );
});

test("however many shops flood it together, one that comes after them finds a place, and they hold about the same", () => {
  const shops = fc.integer({ min: 1, max: 8 });
  fc.assert(
    fc.property(shops, fc.integer({ min: 1, max: 8 }), (shops, bytes) => {
      const room = createRoom(MOST);
      const held = Array.from({ length: shops }, () => 0);
      for (let isTaken = true; isTaken;) {
        isTaken = false;
        for (const shop of held.keys()) {
          if (typeof ask(room, { way: WEBHOOKS, bytes, shop: `flood ${shop}` }) === "string")
            continue;
          held[shop] = (held[shop] ?? 0) + bytes;
          isTaken = true;
        }
      }
      expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(bytes);
      // What is left: as much as a third of what one of them holds, but for the request that was the last to get in.
      expect(ask(room, { way: WEBHOOKS, bytes, shop: "late" })).toBeTypeOf("object");
    }),
  );
});

test("a shop that holds much is let in again as others leave, and counts by each way for itself", () => {
  const room = createRoom(MOST);
  flood(room, { shop: "a", sizes: [10] });
  expect(ask(room, { way: WEBHOOKS, bytes: 10, shop: "a" })).toBe("share-full");
  expect(ask(room, { way: { name: "page", share: 1 }, bytes: 10, shop: "a" })).toBeTypeOf("object");
  const other = ask(room, { way: WEBHOOKS, bytes: 100, shop: "b" });
  expect(ask(room, { way: WEBHOOKS, bytes: 10, shop: "a" })).toBe("share-full");
  if (typeof other === "string") expect.unreachable();
  else room.leave(other);
});

test("a place that is said to be another's is that one's alone", () => {
  const room = createRoom(MOST);
  const place = room.take(WEBHOOKS, 700);
  if (place === null) return expect.unreachable();
  expect([room.claim(place, "a"), room.claim(place, "b")]).toEqual([true, true]);
  const beside = { way: WEBHOOKS, bytes: 100 };
  // 700 are more than three times the 200 that would be left.
  expect(ask(room, { ...beside, shop: "b" })).toBe("share-full");
  expect(ask(room, { ...beside, shop: "a" })).toBeTypeOf("object");
});

test("whose a place is may be said twice, and what nobody claimed leaves as well", () => {
  const room = createRoom(MOST);
  const place = room.take(WEBHOOKS, 10);
  const unclaimed = room.take(WEBHOOKS, MOST - 10);
  if (place === null || unclaimed === null) return expect.unreachable();
  expect([room.claim(place, "a"), room.claim(place, "a")]).toEqual([true, true]);
  expect(room.take(WEBHOOKS, 1)).toBeNull();
  room.leave(unclaimed);
  room.leave(place);
  expect(room.take(WEBHOOKS, MOST)).not.toBeNull();
});

const SAID = { name: "klaviyo", share: 1, isUnproven: true } as const;

/** Grows as long as there is room. @returns by how much */
function growAll(room: Room, place: Place, step = 10): number {
  let grown = 0;
  while (room.grow(place, step) === null) grown += step;
  return grown;
}

/** A place that is there for sure. */
function place(room: Room, of: Way = WEBHOOKS, bytes = 10): Place {
  const taken = room.take(of, bytes);
  if (taken === null) throw new Error("there is no room");
  return taken;
}

test("whatever grows, is claimed and leaves, no more is held than may be, and in the end nothing", () => {
  const ways = fc.constantFrom<Way>(...WAYS, SAID);
  const moves = fc.record({ way: ways, shop, bytes: size, which: fc.nat(), what: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 300 }), (moves) => {
      const room = createRoom(MOST);
      const held: Place[] = [];
      for (const { what, which, way, shop, bytes } of moves) {
        const one = held[which % held.length];
        if (one === undefined || what === 0) {
          const taken = room.take(way, bytes);
          if (taken !== null) held.push(taken);
        } else if (what === 1) room.grow(one, bytes);
        else if (what === 2) room.claim(one, shop);
        else held.splice(which % held.length, 1).forEach((gone) => room.leave(gone));
        const sum = (of: (place: Place) => number) => held.reduce((all, one) => all + of(one), 0);
        expect(sum(({ bytes }) => bytes)).toBeLessThanOrEqual(MOST);
        expect(sum(({ unproven }) => unproven)).toBeLessThanOrEqual(MOST / 4);
      }
      for (const one of held) room.leave(one);
      // The room is as it was, and so is what may grow in it.
      expect(growAll(room, place(room))).toBe(MOST / 4);
      expect(room.take(WEBHOOKS, MOST - MOST / 4 - 10)).not.toBeNull();
    }),
  );
});

test("what nobody has proven grows within a quarter, and is in the way of nobody who begins, nor of what is proven", () => {
  const room = createRoom(MOST);
  const strangers = [place(room), place(room)];
  expect(strangers.map((one) => growAll(room, one))).toEqual([MOST / 4, 0]);
  const known = place(room);
  expect(room.claim(known, "a")).toBe(true);
  expect(room.grow(known, MOST / 2)).toBeNull();
  expect(room.take(WEBHOOKS, 10)).not.toBeNull();
});

test("what has grown is no stranger's any more once it is proven, but where an address alone says so", () => {
  const room = createRoom(MOST);
  const webhook = place(room);
  expect(growAll(room, webhook)).toBe(MOST / 4);
  expect(room.claim(webhook, "a")).toBe(true);
  const said = place(room, SAID);
  expect(room.claim(said, "b")).toBe(true);
  expect(growAll(room, said)).toBe(MOST / 4);
  expect(room.grow(place(room), 1)).toBe("room-full");
});

test("a shop grows into what others need no more than it may enter it", () => {
  const room = createRoom(MOST);
  const first = place(room);
  const second = place(room);
  expect([room.claim(first, "a"), room.claim(second, "a")]).toEqual([true, true]);
  expect(room.grow(first, 700)).toBeNull();
  expect(room.grow(second, 100)).toBeNull();
  // 710 of the first are more than three times the 180 that are left.
  expect(room.grow(second, 10)).toBe("share-full");
});

test("what has left holds nothing, whatever is asked for it after", () => {
  const room = createRoom(MOST);
  const gone = place(room);
  room.leave(gone);
  expect(room.grow(gone, 2 * MOST)).toBeNull();
  expect(room.claim(gone, "a")).toBe(true);
  room.leave(gone);
  expect(room.take(WEBHOOKS, MOST)).not.toBeNull();
});
