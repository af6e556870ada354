import type { BadgeProps } from "@shopify/polaris";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Failure, SourceState } from "../../queries/judge-source.ts";
import type { SourceName } from "../../pipeline/shared/source-names.ts";
import type { EmbedStatus, Setup } from "../../queries/read-setup.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";
import type { Words } from "../words/use-words.ts";
import { countOf } from "./source-words.ts";

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
  words: Words<"sources">,
  status: SourceStatus,
  { setup, embed, asOf }: Surroundings,
): SourceDescription {
  const { t } = words;
  const { source, state } = status;
  if (source === "proxy" && embed === "inactive") {
    return {
      label: t("state.embedOff"),
      tone: "warning",
      sentence: t("sentence.embedOff"),
      needsYou: true,
      action: "activate-embed",
    };
  }
  const calm = { label: t(`state.${state.kind}`), needsYou: false, action: null };
  switch (state.kind) {
    case "alive":
      return { ...calm, tone: "success", sentence: aliveSentence(words, source, setup) };
    case "quiet":
      return {
        ...calm,
        tone: "attention",
        sentence: t(`quiet.${isHeard(source) ? source : "other"}`),
        action: source === "proxy" ? "activate-embed" : null,
      };
    case "unheard":
      return {
        ...calm,
        tone: "info",
        sentence: t(`unheard.${isHeard(source) ? source : "other"}`),
        needsYou: source === "proxy" && embed === "unknown",
        action: source === "proxy" && embed === "unknown" ? "activate-embed" : null,
      };
    case "working":
      return { ...calm, tone: "info", sentence: workingSentence(words, source, setup) };
    case "complete":
      return {
        ...calm,
        tone: "success",
        sentence: recordsRead(words, sumOf(setup.backfill, "loaded")),
      };
    case "off":
      return { ...calm, sentence: t("sentence.optional"), action: "set-up" };
    case "failing":
      return {
        ...calm,
        tone: "critical",
        sentence: failureSentence(words, status, { failure: state.failure, setup, asOf }),
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

/** Those of whom silence means something of its own. */
const isHeard = (
  source: SourceName,
): source is Exclude<SourceName, "backfill" | "reconciliation"> =>
  source !== "backfill" && source !== "reconciliation";

function aliveSentence(
  { t, format }: Words<"sources">,
  source: SourceName,
  { comparisons }: Setup,
): string {
  if (source !== "reconciliation") return "";
  const repaired = sumOf(comparisons, "repaired");
  const count = sumOf(comparisons, "compared");
  const compared = { count, amount: format.count(count) };
  return repaired === 0
    ? t("compared.whole", compared)
    : t("compared.repaired", { ...compared, repaired: format.count(repaired) });
}

function workingSentence(words: Words<"sources">, source: SourceName, { backfill }: Setup): string {
  const { t, format } = words;
  if (source === "pixel") return t("working.pixel");
  if (source === "reconciliation") return t("working.reconciliation");
  if (backfill.length === 0) return t("working.soon");
  const loaded = sumOf(backfill, "loaded");
  const isTotalKnown = backfill.every(({ total }) => total !== null);
  const total = backfill.reduce((sum, step) => sum + (step.total ?? 0), 0);
  return isTotalKnown
    ? t("read.ofTotal", { loaded: format.count(loaded), total: format.count(total) })
    : recordsRead(words, loaded);
}

const recordsRead = ({ t, format }: Words<"sources">, count: number): string =>
  t("read.some", { count, amount: format.count(count) });

function failureSentence(
  words: Words<"sources">,
  { source, lastDay, lastHour }: SourceStatus,
  { failure, setup, asOf }: { failure: Failure; setup: Setup; asOf: Instant },
): string {
  const { t, format } = words;
  switch (failure.reason) {
    case "all-refused":
      return t("failing.allRefused", { counted: countOf(words, source, lastDay.rejected) });
    case "most-refused":
      return t("failing.mostRefused", { counted: countOf(words, source, lastHour.rejected) });
    case "pixel": {
      const dueAt = setup.pixel.dueAt;
      const error = withoutDot(failure.error);
      return dueAt === null || dueAt <= asOf
        ? t("failing.pixelNow", { error })
        : t("failing.pixelLater", { error, duration: format.duration(dueAt - asOf) });
    }
    case "late":
      return t("failing.late", { duration: format.duration(asOf - failure.since) });
    default:
      return assertNever(failure);
  }
}

const withoutDot = (text: string): string => text.trim().replace(/\.+$/, "");

function sumOf<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
