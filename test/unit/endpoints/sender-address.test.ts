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
    ...["198.51.100.1", "2001:db8::7", "203.0.113.1", "10.0.0.1"],
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
  expect(of("[2001:db8::7]:443", 1)).toBe("2001:db8::7");
  expect(of("[2001:db8::7]", 1)).toBe("2001:db8::7");
});
