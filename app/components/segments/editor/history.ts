/** What was edited, step by step, with a way back and forth. */
export interface History<State> {
  /** The oldest first. */
  past: readonly State[];
  present: State;
  /** What was undone; the next to come first. */
  future: readonly State[];
  /** What the newest step changed, and when; null: the next change begins a step of its own. */
  newest: Change | null;
}

export interface Change {
  /** Which fields, so that letters typed in one of them can be one step. */
  what: string;
  /** Milliseconds of any clock that only goes forward. */
  at: number;
}

/** Longer ago than a merchant remembers. */
const MOST_STEPS = 200;
/** What is typed without a longer pause is undone at once. */
const TOGETHER_MS = 700;

export const beginHistory = <State>(present: State): History<State> => ({
  past: [],
  present,
  future: [],
  newest: null,
});

/** A new state after the present one. Within a moment of the last change of the same fields it takes that one's place. */
export function changeHistory<State>(
  { past, present, newest }: History<State>,
  next: State,
  change: Change,
): History<State> {
  const isSameStep =
    newest !== null && newest.what === change.what && change.at - newest.at <= TOGETHER_MS;
  return {
    past: isSameStep ? past : [...past, present].slice(-MOST_STEPS),
    present: next,
    future: [],
    newest: change,
  };
}

/** The state before; as it was where there is none. */
export function undo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { past: past.slice(0, -1), present: before, future: [present, ...future], newest: null };
}

/** The state that was undone last; as it was where there is none. */
export function redo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  if (next === undefined) return history;
  return { past: [...past, present], present: next, future: rest, newest: null };
}
