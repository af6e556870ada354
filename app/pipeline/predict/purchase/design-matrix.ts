import { keptWith } from "../features/kept-with.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { signedLog } from "./signed-log.ts";

/** The features as models learn from them: in logarithms, so that one large customer does not set a slope. */
export const designMatrix = (snapshot: Snapshot): readonly Float64Array[] =>
  keptWith(snapshot, "design matrix", () =>
    snapshot.columns.map((column) => column.map(signedLog)),
  );
