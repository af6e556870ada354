import { MAX_WORD_LENGTH } from "./limits.ts";
import type { Touch } from "./wire.ts";

/** Parameters by which ad networks, mail tools and affiliates mark a click. */
const CLICK_IDS = /(cl(k|ick)?|_[ce]|fat_)id$|braid$|^(igshid|epik|awc|_kx)$/i;

/** By which way the page was reached; {} where nothing tells, as within the shop. */
export function readTouch(
  { search, hostname }: { search: string; hostname: string },
  referrer: string,
): Touch {
  const touch: Touch = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const key = /^utm_(source|medium|campaign)$/.exec(name)?.[1] as "source" | undefined;
    // Whoever puts an address into a campaign's name has put a person into it.
    if (key && value && !value.includes("@")) touch[key] = value.slice(0, MAX_WORD_LENGTH);
    if (CLICK_IDS.test(name)) touch.clickId = name;
  }
  const from = referrer && new URL(referrer).hostname;
  if (from && from !== hostname) touch.referrer = from;
  return touch;
}
