import { endpoint } from "./page-context.ts";
import { isAllowed } from "./shopify.ts";
import { createState } from "./state.ts";
import type { State } from "./state.ts";
import { toJson } from "./to-json.ts";
import type { Withdrawal } from "./wire.ts";

/** localStorage; an object that lives as long as the page where that is forbidden or full. */
let store: { kindling?: string; length?: number };
try {
  store = localStorage;
} catch {
  store = {};
}

export function readState(): State {
  return JSON.parse(store.kindling ?? "null") ?? createState();
}

/** Of whoever does not agree nothing is kept, and what wanted to keep it ends here. */
export function writeState(change: Partial<State>): State {
  if (!isAllowed()) throw forgetState();
  const state = { ...readState(), ...change };
  const kindling = toJson(state);
  try {
    store.kindling = kindling;
  } catch {
    store = { kindling };
  }
  return state;
}

/**
 * On withdrawal. Whoever was known is told of once, so that what was sent goes as well: by a beacon, which nobody waits
 * for and which outlives the page. Where nothing was kept nothing can have been sent.
 */
export function forgetState(): void {
  const { kindling } = store;
  delete store.kindling;
  if (kindling)
    navigator.sendBeacon(
      endpoint + "/../withdrawal",
      toJson({ clientId: (JSON.parse(kindling) as State).clientId } satisfies Withdrawal),
    );
}
