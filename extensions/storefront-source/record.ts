import { SAME_FACT_MS } from "./limits.ts";
import { shortenPath } from "./ids.ts";
import { sendSoon } from "./send.ts";
import { addEvent } from "./state.ts";
import { forgetState, readState, writeState } from "./stored-state.ts";
import type { BrowseEvent, Kind, Subject } from "./wire.ts";

/** What this page has told, and when: undefined, which is within no time, for what it has not. */
let told: Record<string, number> = {};

/**
 * Records one fact, unless this page has told it: a theme's events and its markup may both speak of one thing.
 * What is in the cart can come and go, so that is one fact only for some seconds.
 * @param distinct what tells this fact from others of its kind on this page
 */
export function record(kind: Kind, about?: Subject, distinct?: string | number): void {
  const now = Date.now();
  const key = kind + distinct;
  if (now - (told[key] as number) < (kind.endsWith("_cart") ? SAME_FACT_MS : Infinity)) return;
  told[key] = now;
  const event: BrowseEvent = {
    kind,
    occurredAt: new Date(now).toISOString(),
    path: shortenPath(location.pathname),
    ...about,
  };
  const { clientId } = writeState(addEvent(readState(), event, now));
  sendSoon();
  // To Kindling's web pixel, of the facts that it sees too, so that both say the same instant.
  if (/^[^v]+_viewed|submitted|cart/.test(kind))
    Shopify.analytics?.publish?.("kindling:seen", { clientId, ...event });
}

/** On withdrawal. Of a visitor who agrees again everything is told anew. */
export function forgetAll(): void {
  told = {};
  forgetState();
}
