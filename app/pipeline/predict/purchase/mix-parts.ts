import { mixProbabilities } from "../calibration/mix.ts";
import type { BlendPart, ModelName } from "./fitted-model.ts";

/** The blend of the named parts out of what every model said. */
export const mixParts = (
  predicted: ReadonlyMap<ModelName, Float64Array>,
  parts: readonly BlendPart[],
): Float64Array => mixProbabilities(parts.flatMap((part) => predicted.get(part) ?? []));
