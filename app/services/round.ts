import type pg from "pg";

/** One round of work. `idle` says that there was nothing to do. */
export interface Round {
  (): Promise<"worked" | "idle">;
  /**
   * Resolves when the turns are over that rounds began and did not wait for: what they have asked of other systems is answered then.
   * Rounds without it leave theirs to whoever goes on after a kill, since they may take hours.
   */
  finish?: () => Promise<void>;
}

export interface RoundOptions {
  pool: pg.Pool;
  clock: () => number;
  /** A shop whose work failed; it is tried again after the pause. */
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
  /** Told of work that was done and leaves no trace of its own, in what the round counts. */
  onDone?: (done: { shopId: number; count: number }) => void;
  /** Told how much was done, of whichever shop: raw events, profiles, customers. */
  onWorked?: (count: number) => void;
}

/** What a round says that did so many pieces of work. */
export const tellRound = (done: number): "worked" | "idle" => (done > 0 ? "worked" : "idle");
