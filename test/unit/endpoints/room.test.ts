import fc from "fast-check";
import { expect, test } from "vitest";
import { createRoom, type Place, type Room } from "../../../app/endpoints/room.ts";

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
