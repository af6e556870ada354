import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Of an address of IPv6 with one of IPv4 in it. What is longer names a zone, which nobody on the internet has. */
const LONGEST_ADDRESS = 45;
/** As some balancers tell it. */
const WITH_PORT = /^(?:\[([^\]]*)\]|([\d.]*))(?::\d{1,5})?$/;

/**
 * The address of whoever sent a request. Behind proxies (a host's balancer; for the app proxy Shopify's own) each appends the
 * address that it saw, so only the last entries are anybody's word but the sender's. What is no address there is nobody's: it
 * counts as what it came by.
 * @param hops how many proxies there are
 */
export function senderAddress(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  hops: number,
): string {
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
