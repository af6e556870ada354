import { DAY_MS, type Instant } from "../../pipeline/shared/time.ts";
import type { FirstSteps } from "../../queries/read-first-steps.ts";
import type { Status } from "../../queries/read-status.ts";
import type { EmbedStatus } from "../../queries/read-setup.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";

/** What the home page goes by when it says what to do next. */
export interface HomeFacts {
  asOf: Instant;
  status: Pick<Status, "customers" | "visitors" | "refusedCustomers">;
  sources: readonly Pick<SourceStatus, "source" | "state" | "lastHeardAt">[];
  firstSteps: FirstSteps;
  embed: EmbedStatus;
}

/**
 * The one next thing to do: first what the law sets a time for, then in the order of what it holds up: nothing comes in,
 * nothing goes out, nobody uses it.
 * "waitHistory" and "waitCustomer" ask for nothing; "look" says that all is set up.
 */
export const NEXT_STEPS = [
  "dataRequest",
  "pixel",
  "embed",
  "tagsRefused",
  "tagsPaused",
  "consent",
  "waitHistory",
  "waitCustomer",
  "ownSegment",
  "useTags",
  "email",
  "look",
] as const;

export type NextStep = (typeof NEXT_STEPS)[number];

/** What is broken, and is told even while the first steps are shown. */
export const TROUBLES: readonly NextStep[] = [
  "dataRequest",
  "pixel",
  "tagsRefused",
  "tagsPaused",
  "consent",
];

/** After so long without anybody seen, an active embed has more than a quiet day. */
const UNSEEN_MS = DAY_MS;

export function findNextStep(facts: HomeFacts): NextStep {
  const { asOf, status, firstSteps, embed } = facts;
  const stateOf = (name: SourceStatus["source"]) =>
    facts.sources.find(({ source }) => source === name);
  const proxy = stateOf("proxy");
  const isSeen = (proxy?.lastHeardAt ?? null) !== null;
  if (firstSteps.hasDataRequest) return "dataRequest";
  if (stateOf("pixel")?.state.kind === "failing") return "pixel";
  if (!isEmbedOn(facts)) return "embed";
  if (status.refusedCustomers > 0) return "tagsRefused";
  if (firstSteps.tagMode === "paused" || firstSteps.tagMode === "cleaned") return "tagsPaused";
  if (embed === "active" && !isSeen && asOf - firstSteps.installedAt > UNSEEN_MS) return "consent";
  if (!firstSteps.isReady) return "waitHistory";
  if (status.customers + status.visitors === 0) return "waitCustomer";
  if (!firstSteps.hasOwnSegment) return "ownSegment";
  if (!firstSteps.isActedOn) return "useTags";
  if (stateOf("klaviyo")?.state.kind === "off") return "email";
  return "look";
}

/** By the admin's word; where it says nothing, by whether the embed was ever heard. */
export function isEmbedOn({ embed, sources }: Pick<HomeFacts, "embed" | "sources">): boolean {
  if (embed !== "unknown") return embed === "active";
  return sources.some(({ source, lastHeardAt }) => source === "proxy" && lastHeardAt !== null);
}
