import type { FirstSteps } from "../../queries/read-first-steps.ts";
import { isEmbedOn, type HomeFacts } from "./next-step.ts";

/** The steps of somebody who has just installed the app, in their order. */
export const WELCOME_STEPS = ["history", "embed", "segment", "tags"] as const;

export type WelcomeStep = (typeof WELCOME_STEPS)[number];

/** Which of them are done: nobody ticks them, what is done is seen. */
export function ticksOf(
  facts: Pick<HomeFacts, "embed" | "sources"> & {
    firstSteps: Pick<FirstSteps, "isReady" | "hasOwnSegment" | "hasWrittenTags">;
  },
): Record<WelcomeStep, boolean> {
  const { isReady, hasOwnSegment, hasWrittenTags } = facts.firstSteps;
  return {
    history: isReady,
    embed: isEmbedOn(facts),
    segment: hasOwnSegment,
    tags: hasWrittenTags,
  };
}
