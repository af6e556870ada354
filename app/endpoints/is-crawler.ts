import { isbot } from "isbot";

/** Names of browsers are the sender's choice: more than these are forgotten together. */
const MOST_REMEMBERED = 1000;
/** What is longer is nobody's browser, and is not kept. */
const LONGEST_REMEMBERED = 500;

const remembered = new Map<string, boolean>();

/** Whether a browser's name of itself is a crawler's. A shop's visitors have few names, and looking one up costs a tenth. */
export function isCrawler(userAgent: string | undefined): boolean {
  if (userAgent === undefined) return isbot(userAgent);
  const known = remembered.get(userAgent);
  if (known !== undefined) return known;
  const isOne = isbot(userAgent);
  if (userAgent.length > LONGEST_REMEMBERED) return isOne;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(userAgent, isOne);
  return isOne;
}
