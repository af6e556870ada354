import { isAllowed } from "./shopify.ts";
import { createState } from "./state.ts";
import type { State } from "./state.ts";

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
  const kindling = JSON.stringify(state);
  try {
    store.kindling = kindling;
  } catch {
    store = { kindling };
  }
  return state;
}

/** On withdrawal. */
export function forgetState(): void {
  delete store.kindling;
}
