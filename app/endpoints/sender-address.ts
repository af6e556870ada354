import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";

/** Of an address of IPv6 with one of IPv4 in it. What is longer names a zone, which nobody on the internet has. */
const LONGEST_ADDRESS = 45;
/** As some balancers tell it. */
const WITH_PORT = /^(?:\[([^\]]*)\]|([\d.]*))(?::\d{1,5})?$/;

type Sent = Pick<IncomingMessage, "headers" | "socket">;

/**
 * The address of whoever sent a request, as senders are counted: whoever has one address of IPv6 has the 2^64 beside it, so its
 * network stands for them all. Behind proxies (a host's balancer; for the app proxy Shopify's own) each appends the
 * address that it saw, so only the last entries are anybody's word but the sender's. What is no address there is nobody's: it
 * counts as what it came by.
 * @param hops how many proxies there are
 */
export function senderAddress(sent: Sent, hops: number): string {
  const address = toldAddress(sent, hops);
  return isIPv6(address) ? networkOf(address) : address;
}

function toldAddress({ headers, socket }: Sent, hops: number): string {
  const direct = socket.remoteAddress ?? "unknown";
  if (hops === 0) return direct;
  const told = entryFromEnd(String(headers["x-forwarded-for"] ?? ""), hops);
  if (isAddress(told)) return told;
  const [, inBrackets, beforePort] = WITH_PORT.exec(told) ?? [];
  const bare = inBrackets ?? beforePort ?? "";
  return isAddress(bare) ? bare : direct;
}

const isAddress = (text: string): boolean => text.length <= LONGEST_ADDRESS && isIP(text) !== 0;

/** @returns "" where the list is shorter */
function entryFromEnd(list: string, place: number): string {
  let end = list.length;
  for (let left = place; ; left -= 1) {
    const comma = list.lastIndexOf(",", end - 1);
    if (left === 1) return list.slice(comma + 1, end).trim();
    if (comma < 0) return "";
    end = comma;
  }
}

const IPV4_AT_ITS_END = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/;
/** What stands before an address of IPv4 within one of IPv6: of a socket that listens to both, and of a network that translates. */
const BEFORE_IPV4 = ["0:0:0:0:0:ffff", "64:ff9b:0:0:0:0"];

/** @returns the /64 that an address of IPv6 is in, or the address of IPv4 that it holds */
function networkOf(address: string): string {
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(6);
  if (BEFORE_IPV4.includes(written(groups.slice(0, 6))))
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  return `${written(groups.slice(0, 4))}::/64`;
}

const written = (groups: number[]): string => groups.map((group) => group.toString(16)).join(":");

/** The eight numbers of an address, however short it is written. */
function groupsOf(address: string): number[] {
  const [bare = ""] = address.split("%");
  const inHex = bare.replace(IPV4_AT_ITS_END, (_all, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return written([a * 256 + b, c * 256 + d]);
  });
  const [before = [], after = []] = inHex
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":").map((group) => parseInt(group, 16))));
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
