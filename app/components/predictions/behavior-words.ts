import type { BehaviorGroup } from "../../pipeline/predict/features/behavior-features.ts";
import type { Words } from "../words/use-words.ts";

/** What customers of a group did. */
export const behaviorWords = ({ t }: Words<"predictions">, group: BehaviorGroup): string =>
  t(`behavior.${group}`);
