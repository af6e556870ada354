import { MAX_AGE_MS, MAX_QUEUED, SESSION_IDLE_MS } from "./limits.ts";
import { toJson } from "./to-json.ts";
import type { BrowseEvent } from "./wire.ts";

export type CartLine = [variantId: number, productId: number, pieces: number];

/** Everything that is kept in the browser, under `kindling` in localStorage. */
export interface State {
  /** Random, and the browser's name from consent on. Kindling's web pixel reads it too. */
  clientId: string;
  /** What is not yet sent. */
  events: BrowseEvent[];
  sessionId: string;
  /** ms of the last event; NaN before the first. */
  seenAt: number;
  /** How the session began, as JSON, so that it is told once. */
  touch?: string;
  /** Who was logged in last; null for nobody yet. */
  customerId?: string | null | undefined;
  /** The cart as it was seen last. */
  token?: string | undefined;
  lines?: CartLine[];
  /** ms before which nothing is sent, on any page. */
  retryAt: number;
}

export function createState(): State {
  // What is not there yet is undefined, and compares with no time.
  return { clientId: crypto.randomUUID(), events: [] as BrowseEvent[] } as State;
}

/**
 * Who is logged in. Another customer than before gets a state of their own: two customers who share a browser are
 * two people, and Shopify would sign what the first has not sent yet with the second's name. Logging out changes
 * nothing.
 */
export function meetCustomer(state: State, customerId: string | null): State {
  const before = state.customerId || customerId;
  const own = customerId && before !== customerId ? createState() : state;
  return { ...own, customerId: customerId || before };
}

/**
 * Notes an event, which begins a new session after half an hour without one. The queue loses what is too old and,
 * where there is too much, the oldest.
 */
export function addEvent(state: State, event: BrowseEvent, now: number): State {
  const isNew = !(now - state.seenAt < SESSION_IDLE_MS);
  return {
    ...state,
    ...(isNew && { sessionId: crypto.randomUUID(), touch: "" }),
    seenAt: now,
    events: [...state.events, event]
      .filter(({ occurredAt }) => now - Date.parse(occurredAt) < MAX_AGE_MS)
      .slice(-MAX_QUEUED),
  };
}

/** Without what was taken. Another tab may have added to the queue meanwhile. */
export function removeTaken(events: BrowseEvent[], taken: BrowseEvent[]): BrowseEvent[] {
  const gone = toJson(taken);
  return events.filter((event) => !gone.includes(toJson(event)));
}

export function countPieces(lines: CartLine[], variantId: number): number {
  return lines.reduce((sum, [id, , pieces]) => (id === variantId ? sum + pieces : sum), 0);
}
