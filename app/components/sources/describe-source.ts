import type { BadgeProps } from "@shopify/polaris";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Failure, SourceState } from "../../queries/judge-source.ts";
import type { SourceName } from "../../queries/read-intake.ts";
import type { Setup } from "../../queries/read-setup.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";
import { formatDuration } from "../format/format-date.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import type { EmbedStatus } from "./embed-status.ts";
import { SOURCE_WORDS } from "./source-words.ts";

/** How a source is, in words. */
export interface SourceDescription {
  label: string;
  tone?: Exclude<BadgeProps["tone"], undefined>;
  /** What it means, and what to do where something is to be done. */
  sentence: string;
  /** Whether somebody has to do something. */
  needsYou: boolean;
  /** Where that is done. */
  action: "activate-embed" | "set-up" | null;
}

interface Surroundings {
  setup: Setup;
  embed: EmbedStatus;
  asOf: Instant;
}

export function describeSource(
  status: SourceStatus,
  { setup, embed, asOf }: Surroundings,
): SourceDescription {
  const { source, state } = status;
  if (source === "proxy" && embed === "inactive") return EMBED_OFF;
  const calm = { needsYou: false, action: null };
  switch (state.kind) {
    case "alive":
      return { ...calm, label: "Alive", tone: "success", sentence: aliveSentence(source, setup) };
    case "quiet":
      return {
        ...calm,
        label: "Quiet",
        tone: "attention",
        sentence: QUIET_SENTENCES[source] ?? "Nothing came for a day.",
        action: source === "proxy" ? "activate-embed" : null,
      };
    case "unheard":
      return {
        label: "Not heard yet",
        tone: "info",
        sentence: UNHEARD_SENTENCES[source] ?? "Nothing came yet.",
        needsYou: source === "proxy" && embed === "unknown",
        action: source === "proxy" && embed === "unknown" ? "activate-embed" : null,
      };
    case "working":
      return { ...calm, label: "Working", tone: "info", sentence: workingSentence(source, setup) };
    case "complete":
      return {
        ...calm,
        label: "Complete",
        tone: "success",
        sentence: `${formatCount(sumOf(setup.backfill, "loaded"))} records read.`,
      };
    case "off":
      return {
        ...calm,
        label: "Not connected",
        sentence: "Optional.",
        action: "set-up",
      };
    case "failing":
      return {
        label: "Failing",
        tone: "critical",
        sentence: failureSentence(status, { failure: state.failure, setup, asOf }),
        needsYou: true,
        action: source === "pixel" || source === "klaviyo" || source === "api" ? "set-up" : null,
      };
    default:
      return assertNever(state);
  }
}

/** Whether anybody can say of the source that it works. */
export function isWell(state: SourceState): boolean {
  return state.kind === "alive" || state.kind === "complete";
}

const EMBED_OFF: SourceDescription = {
  label: "Not activated",
  tone: "warning",
  sentence:
    "Your published theme does not load it. Without it nobody is seen before they fill a cart.",
  needsYou: true,
  action: "activate-embed",
};

const QUIET_SENTENCES: Partial<Record<SourceName, string>> = {
  webhook:
    "Nothing changed for a day, as far as Shopify told. What it forgot is found by comparing.",
  proxy: "No visitor was seen for a day. Does the published theme still load the embed?",
  pixel: "No visitor was seen for a day.",
  api: "Nothing was sent for a day.",
  klaviyo: "Klaviyo told nothing for a day.",
};

const UNHEARD_SENTENCES: Partial<Record<SourceName, string>> = {
  webhook: "Shopify tells of the next order, cart or product by itself.",
  proxy: "Nobody was seen yet. The embed works once you activate it in your theme.",
  pixel: "Active. Nobody who agreed to analytics came by yet.",
  api: "There is a key, and nothing was sent with it yet.",
  klaviyo: "Connected. Klaviyo told nothing yet.",
};

function aliveSentence(source: SourceName, { comparisons }: Setup): string {
  if (source !== "reconciliation") return "";
  const repaired = sumOf(comparisons, "repaired");
  const compared = formatCounted(sumOf(comparisons, "compared"), "change");
  return repaired === 0
    ? `${compared} compared, nothing was missing.`
    : `${compared} compared, ${formatCount(repaired)} repaired.`;
}

function workingSentence(source: SourceName, { backfill }: Setup): string {
  if (source === "pixel") return "Being activated. It takes a few seconds.";
  if (source === "reconciliation") return "Begins when the history is read.";
  if (backfill.length === 0) return "Begins in a moment.";
  const loaded = formatCount(sumOf(backfill, "loaded"));
  const isTotalKnown = backfill.every(({ total }) => total !== null);
  const total = backfill.reduce((sum, step) => sum + (step.total ?? 0), 0);
  return isTotalKnown
    ? `${loaded} of ${formatCount(total)} records read.`
    : `${loaded} records read.`;
}

function failureSentence(
  { source, lastDay, lastHour }: SourceStatus,
  { failure, setup, asOf }: { failure: Failure; setup: Setup; asOf: Instant },
): string {
  const { noun } = SOURCE_WORDS[source];
  switch (failure.reason) {
    case "all-refused":
      return `Everything was refused: ${formatCounted(lastDay.rejected, noun)} in 24 hours. The reasons stand below.`;
    case "most-refused":
      return `Most was refused: ${formatCounted(lastHour.rejected, noun)} in the last hour. The reasons stand below.`;
    case "pixel": {
      const dueAt = setup.pixel.dueAt;
      const next = dueAt === null || dueAt <= asOf ? "now" : `in ${formatDuration(dueAt - asOf)}`;
      return `It could not be activated: ${withoutDot(failure.error)}. Tried again ${next}.`;
    }
    case "late":
      return `Due for ${formatDuration(asOf - failure.since)}. Events wait to be read, or no worker runs.`;
    default:
      return assertNever(failure);
  }
}

const withoutDot = (text: string): string => text.trim().replace(/\.+$/, "");

function sumOf<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
