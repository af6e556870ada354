import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createRoom } from "../../../app/endpoints/room.ts";
import { RequestRoom } from "../../../app/endpoints/room-gate.ts";
import { createUnpack } from "../../../app/endpoints/unpack.ts";

const MIB = 1024 * 1024;
const WAY = { name: "klaviyo", share: 1, isUnproven: true } as const;
/** 8 MiB of zeros are 8 kB. */
const bomb = gzipSync(Buffer.alloc(8 * MIB));

/** A room of 64 MiB, and the places in it that requests of the size of a bomb begin with. */
function makeRoom() {
  const refused: string[] = [];
  const room = createRoom(64 * MIB);
  const enter = () => {
    const place = room.take(WAY, bomb.length + 4096);
    if (place === null) throw new Error("there is no room to begin in");
    return { place, room: new RequestRoom(room, place, bomb.length, (why) => refused.push(why)) };
  };
  return { room, enter, refused };
}

test("what was packed comes out as it was, whatever its size, and what is not packed is said so", async () => {
  const unpack = createUnpack(2);
  const { enter } = makeRoom();
  const bounds = { maxBytes: 8 * MIB, room: enter().room };
  for (const size of [0, 1, 20_000, 3 * MIB]) {
    const text = randomBytes(size);
    expect(text.equals((await unpack(gzipSync(text), bounds)) as Buffer)).toBe(true);
  }
  const cut = gzipSync(randomBytes(20_000)).subarray(0, -9);
  for (const none of [Buffer.alloc(0), Buffer.from("plain"), cut])
    expect(await unpack(none, bounds)).toBe("not-gzip");
  expect(await unpack(gzipSync(Buffer.alloc(8 * MIB + 1)), bounds)).toBe("too-large");
});

test("hundreds of small bodies that grow a thousandfold hold no more than their part of the room", async () => {
  const unpack = createUnpack(2);
  const { room, enter, refused } = makeRoom();
  const places = Array.from({ length: 300 }, enter);
  let most = 0;
  const held = (): number => places.reduce((sum, { place }) => sum + place.unproven, 0);
  const unpacked = await Promise.all(
    places.map(async ({ room: own }) => {
      const bytes = await unpack(bomb, { maxBytes: 8 * MIB, room: own });
      most = Math.max(most, held());
      return bytes;
    }),
  );
  expect(most).toBeLessThanOrEqual(16 * MIB);
  // Two that grow side by side take the last of the room from each other: whether one or two of them fit is chance.
  const whole = unpacked.filter((one) => typeof one !== "string").length;
  expect(whole).toBeGreaterThanOrEqual(1);
  expect(whole).toBeLessThanOrEqual(2);
  expect(new Set(unpacked.filter((one) => typeof one === "string"))).toEqual(new Set(["crowded"]));
  expect(refused).toHaveLength(300 - whole);
  for (const { place } of places) room.leave(place);
  // All of it is given back: two fit again.
  expect(room.grow(enter().place, 16 * MIB)).toBeNull();
}, 60_000);

test("no more are unpacked at once than may, each in its turn, and one that fails gives its turn on", async () => {
  const unpack = createUnpack(2);
  let open = 0;
  let most = 0;
  const packed = gzipSync(randomBytes(200_000));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, turn) => {
      const seen = { isOpen: false };
      const holds = () => {
        if (!seen.isOpen) most = Math.max(most, (open += 1));
        seen.isOpen = true;
        return true;
      };
      const body = turn % 5 === 0 ? Buffer.from("plain") : packed;
      return unpack(body, { maxBytes: MIB, room: { holds } }).finally(() => {
        if (seen.isOpen) open -= 1;
      });
    }),
  );
  expect(answers.filter((one) => typeof one !== "string")).toHaveLength(16);
  expect(most).toBe(2);
});
