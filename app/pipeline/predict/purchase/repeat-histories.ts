import { readRepeatHistory } from "../purchase-models/repeat-history.ts";
import type { RepeatHistory } from "../purchase-models/repeat-history.ts";
import type { Snapshot } from "../features/snapshot.ts";

const NOBODY: RepeatHistory = { repeats: 0, lastAge: 0, observed: 0 };

/** The customers of a snapshot as the models of repeat purchase see them; row i is the snapshot's row i. */
export const repeatHistories = ({ purchases, asOf }: Snapshot): RepeatHistory[] =>
  purchases.map(
    (own) =>
      readRepeatHistory(
        own.map(({ at }) => at),
        asOf - 1,
      ) ?? NOBODY,
  );
