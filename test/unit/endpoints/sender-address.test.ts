import { isIPv4 } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { senderAddress } from "../../../app/endpoints/sender-address.ts";

type Asked = Parameters<typeof senderAddress>[0];

const DIRECT = "192.0.2.99";
const of = (forwarded: string | undefined, hops: number): string =>
  senderAddress(
    {
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
      socket: { remoteAddress: DIRECT },
    } as Asked,
    hops,
  );

test("of the list the entry counts that the outermost of the known proxies wrote", () => {
  const list = "10.0.0.1, 203.0.113.1,2001:db8::7 , 198.51.100.1";
  expect([1, 2, 3, 4].map((hops) => of(list, hops))).toEqual([
    ...["198.51.100.1", "2001:db8:0:0::/64", "203.0.113.1", "10.0.0.1"],
  ]);
});

test("without proxies, or with fewer entries than proxies, the connection's own counts", () => {
  expect(of("203.0.113.1", 0)).toBe(DIRECT);
  expect(of(undefined, 1)).toBe(DIRECT);
  expect(of("203.0.113.1", 2)).toBe(DIRECT);
});

test.each([
  ...["", " ", ",", ",,", "unknown", "203.0.113", "203.0.113.1 x", "[]", ":80", "[nobody]:80"],
  ...[`::1%${"a".repeat(100)}`, "1".repeat(10_000), "203.0.113.1:123456", "localhost"],
])("no address counts as the connection's own: %j", (text) => {
  expect(of(text, 1)).toBe(DIRECT);
});

test("a port beside an address is left out", () => {
  expect(of("203.0.113.1:443", 1)).toBe("203.0.113.1");
  expect(of("[2001:db8::7]:443", 1)).toBe("2001:db8:0:0::/64");
  expect(of("[2001:db8::7]", 1)).toBe("2001:db8:0:0::/64");
});

test.each([
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002:a::b", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:3:4:198.51.100.7", "2001:db8:1:2::/64"],
  ["2001:db8:1::2:3:4:5", "2001:db8:1:0::/64"],
  ["2001:db8:1:3::", "2001:db8:1:3::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("an address of IPv6 counts as the network it is in: %s", (address, network) => {
  expect(of(address, 1)).toBe(network);
});

test.each([
  ...["::ffff:203.0.113.7", "::FFFF:cb00:7107", "0:0:0:0:0:ffff:203.0.113.7"],
  ...["64:ff9b::cb00:7107", "64:ff9b::203.0.113.7", "[::ffff:203.0.113.7]:443"],
])("an address of IPv4 within one of IPv6 counts as itself: %s", (address) => {
  expect(of(address, 1)).toBe("203.0.113.7");
});

test("a connection's own address of IPv6 counts as its network, too", () => {
  const from = (remoteAddress: string) =>
    senderAddress({ headers: {}, socket: { remoteAddress } } as Asked, 0);
  expect(from("::ffff:192.0.2.1")).toBe("192.0.2.1");
  expect(from("2001:db8:1:2::3")).toBe("2001:db8:1:2::/64");
});

test("however addresses of one network are written, they are one sender's", () => {
  const sender = fc.tuple(fc.ipV6(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
  fc.assert(
    fc.property(sender, ([address, host]) => {
      const network = of(address, 1);
      if (isIPv4(network)) return;
      const groups = host.toString(16).padStart(16, "0").match(/.{4}/g) ?? [];
      const other = `${network.replace("::/64", "")}:${groups.join(":")}`;
      expect(of(other.toUpperCase(), 1)).toBe(of(other, 1));
      if (!isIPv4(of(other, 1))) expect(of(other, 1)).toBe(network);
    }),
  );
});
